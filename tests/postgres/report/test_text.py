"""The report for people is short where all is well."""

from __future__ import annotations

from tests.postgres.report.reports import FAILED, PASSED
from wesley.postgres.report.text import text


def test_all_is_well() -> None:
    assert text(PASSED) == (
        "skipped  tests/users.sql  1 test\n2 tests in 1 file, all passed (PostgreSQL 18.1, pgTAP 1.3.5)\n"
    )


def test_what_failed_is_told() -> None:
    assert text(FAILED) == (
        'FAILED  tests/"<odd>"&.sql  3 tests\n'
        "        not ok 1 - a # TODO <b>\n"
        "          second \\ line\n"
        "                  have: \x01\n"
        "                  want: 2\n"
        "FAILED  tests/broken.sql  0 tests\n"
        '        line 3: relation "x" does not exist (42P01)\n'
        "          hint: none\n"
        "          statement: SELECT\n"
        "            x\n"
        "skipped  tests/users.sql  1 test\n"
        "role app stays: something outside this run depends on it\n"
        "5 tests in 3 files, 2 failed (PostgreSQL 15.4, the built-in subset of pgTAP)\n"
    )
