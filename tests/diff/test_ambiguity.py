"""What goes and what comes: a rename or a loss, which nobody can tell."""

from __future__ import annotations

import pytest

from tests.plan.planned import planned
from wesley.diff.codes import AMBIGUOUS
from wesley.problems.problem import Problem, WesleyError

USER = "type User @table {\n  id: ID! @primaryKey\n  age: Int\n}\n"


def _problem(old: str, new: str) -> Problem:
    with pytest.raises(WesleyError) as caught:
        planned(old, new)
    return caught.value.problems[0]


def test_both_readings_and_both_ways_out_are_shown() -> None:
    problem = _problem(USER, USER.replace("age", "years"))
    assert problem.code is AMBIGUOUS
    assert problem.message == "column users.age goes and years comes: that is a rename, or every value of age is lost"
    assert problem.help == (
        'if it is a rename, write @renamedFrom(name: "age") at years\n'
        "if it is not, allow the drop by name: --allow-drop users.age"
    )
    assert problem.origin.line == 3


def test_the_other_reading_is_chosen_by_naming_what_goes() -> None:
    plan = planned(USER, USER.replace("age", "years"), allow_drop=("users.age",))
    assert [step.kind for step in plan.steps()] == ["add-column", "drop-column"]


def test_a_hint_chooses_the_rename() -> None:
    plan = planned(USER, USER.replace("age: Int", 'years: Int @renamedFrom(name: "age")'))
    assert "finish-column" in {step.kind for step in plan.steps()}


def test_a_column_that_is_filled_is_a_new_one() -> None:
    new = USER.replace("age: Int", 'years: Int @backfill(expr: "1")')
    planned(USER, new, allow_drop=("users.age",))


def test_tables_with_the_same_columns_look_alike() -> None:
    assert _problem(USER, USER.replace("User", "Person")).message.startswith("table users goes and people comes")


def test_values_of_an_enum_at_one_place_look_alike() -> None:
    old = "enum Mood { LOW HIGH }\ntype User @table {\n  id: ID! @primaryKey\n  mood: Mood\n}\n"
    problem = _problem(old, old.replace("LOW", "DOWN"))
    assert (
        problem.message
        == "value LOW of mood goes and DOWN comes: that is a rename, or rows that have it need another value"
    )
    assert "--allow-drop mood.LOW" in problem.help
