"""The TAP report is one stream; no name in it is taken for a directive."""

from __future__ import annotations

from tests.postgres.report.reports import FAILED
from wesley.postgres.report.tap import tap


def test_all_files_in_one_stream() -> None:
    assert tap(FAILED) == (
        "TAP version 13\n"
        "1..6\n"
        "ok 1 - tests/users.sql: one\n"
        "ok 2 - tests/users.sql: test 2 # SKIP no index\n"
        'not ok 3 - tests/"<odd>"&.sql: a \\# TODO <b> second \\\\ line\n'
        '# Failed test 1: "a # TODO <b>\n'
        "#         have: \x01\n"
        "#         want: 2\n"
        'not ok 4 - tests/"<odd>"&.sql: later # TODO not yet\n'
        'ok 5 - tests/"<odd>"&.sql: test 3\n'
        'not ok 6 - tests/broken.sql: line 3: relation "x" does not exist (42P01)\n'
        "# hint: none\n"
        "# statement: SELECT\n"
        "#   x\n"
    )
