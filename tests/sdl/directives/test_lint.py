"""`@lint` names warnings that are not given at one element, and why."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error


def test_on_a_type_a_field_and_an_enum() -> None:
    schema = compiled("""\
        type User @table @lint(ignore: ["W103", "W101"], reason: "older than the rule") {
          id: ID! @primaryKey @lint(ignore: "W10", reason: "one value is a list of one")
        }
        enum Role @lint(ignore: ["W103"], reason: "says itself") { OWNER }
        """)
    (user,) = schema.api.objects
    assert user.hints.lint_ignore == ("W101", "W103")
    assert user.fields[0].hints.lint_ignore == ("W10",)
    assert schema.api.enums[0].hints.lint_ignore == ("W103",)


def test_a_code_that_no_warning_has() -> None:
    problem = only_error('type A\n  @lint(ignore: ["W103", "W9999"], reason: "why") { a: Int }')
    assert findings((problem,)) == [("E101", 2, 26)]
    assert problem.message == "`W9999` is no code of a warning"


def test_errors_cannot_be_switched_off() -> None:
    assert only_error('type A @lint(ignore: ["E201"], reason: "why") { a: Int }').code.code == "E101"


@pytest.mark.parametrize("reason", ['""', '"  "'])
def test_a_reason_says_something(reason: str) -> None:
    assert only_error(f'type A @lint(ignore: ["W103"], reason: {reason}) {{ a: Int }}').code.code == "E101"


def test_without_a_reason() -> None:
    assert only_error('type A @lint(ignore: ["W103"]) { a: Int }').code.code == "E002"
