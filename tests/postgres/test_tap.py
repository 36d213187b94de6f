"""The lines of pgTAP become results, and what is not as planned is a failure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wesley.postgres.tap import Failure, Result, TapFile, parse


def parsed(*rows: str) -> TapFile:
    return parse("a.sql", rows)


def test_a_file_that_passes() -> None:
    file = parsed("1..2", "ok 1 - one", "ok 2", "5")
    assert file.results == (Result(number=1, ok=True, description="one"), Result(number=2, ok=True))
    assert file.passed


def test_a_test_that_fails_has_its_diagnostics() -> None:
    file = parsed(
        "1..1", 'not ok 1 - two\n# lines\n# Failed test 1: "two\n# lines"\n#         have: 1\n#         want: 2'
    )
    result = file.results[0]
    assert (result.ok, result.description) == (False, "two\nlines")
    assert result.diagnostics == ('Failed test 1: "two', 'lines"', "        have: 1", "        want: 2")
    assert not file.passed


def test_remarks_belong_to_the_test_before_them() -> None:
    file = parsed("# first", "1..1", "ok 1 - a", "# more\n# yet")
    assert file.remarks == ("first",)
    assert file.results[0].diagnostics == ("more", "yet")


def test_skipped_tests_say_why() -> None:
    file = parsed("1..3", "ok 1 # SKIP no server\nok 2 # SKIP no server", "ok 3 # SKIP")
    assert [result.skipped for result in file.results] == ["no server", "no server", ""]
    assert file.passed


def test_an_expected_failure_is_none() -> None:
    file = parsed("1..1", 'not ok 1 - a # TODO later\n# Failed (TODO) test 1: "a"')
    assert (file.results[0].todo, file.results[0].description) == ("later", "a")
    assert file.passed


@pytest.mark.parametrize("name", ["a # TODO b", "a # SKIP b", "# SKIP", "ok 7", "1..9", "not ok 1"])
def test_a_description_that_looks_like_a_directive_hides_no_failure(name: str) -> None:
    file = parsed("1..1", f'not ok 1 - {name}\n# Failed test 1: "{name}"')
    assert file.results[0].description == name
    assert not file.passed


@given(st.text().filter(lambda text: text.strip("\r\n") == text and "\r" not in text))
def test_each_description_is_read_back(text: str) -> None:
    shown = text.replace("\n", "\n# ")
    row = f'not ok 1 - {shown}\n# Failed test 1: "{shown}"' if text else "not ok 1\n# Failed test 1"
    result = parsed("1..1", row).results[0]
    assert result.description == text or text.startswith("Failed test 1")


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (("1..3", "ok 1"), "planned 3, ran 1"),
        (("1..1", "ok 1", "ok 2"), "planned 1, ran 2"),
        (("ok 1",), "the file planned no tests"),
        ((), "the file planned no tests"),
        (("1..2", "ok 1", "ok 1"), "the tests are not numbered in order"),
    ],
)
def test_a_plan_that_is_not_kept_fails_the_file(rows: tuple[str, ...], fault: str) -> None:
    file = parsed(*rows)
    assert file.faults == (fault,)
    assert not file.passed


def test_a_refused_statement_fails_the_file() -> None:
    file = parse("a.sql", ("1..1", "ok 1"), Failure(message="no such thing (42704)", line=7))
    assert file.faults == ("line 7: no such thing (42704)",)
    assert not file.passed
