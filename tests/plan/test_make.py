"""A whole plan: where it starts, where it waits, where it ends."""

from __future__ import annotations

import pytest

from tests.plan.planned import USER, USER_AND_ORDER, USER_WITH_CHECK, USER_WITH_INDEX, planned, statements
from tests.sdl.harness import compiled
from wesley.changes.statement import RelationName
from wesley.diff.codes import AMBIGUOUS, UNRENAMED
from wesley.diff.diff import diff
from wesley.diff.renames import Renames
from wesley.plan.make import make_plan
from wesley.plan.plan import Phase
from wesley.problems.problem import WesleyError
from wesley.sql.error import SqlError

RENAMED = USER.replace("age: Int", 'years: Int @renamedFrom(name: "age")')


def test_it_has_both_schemas_and_the_one_in_between() -> None:
    plan = planned(USER_WITH_INDEX, USER_WITH_CHECK)
    assert plan.before == compiled(USER_WITH_INDEX).physical
    assert plan.goal == compiled(USER_WITH_CHECK).physical
    assert [change.title() for change in diff(plan.between, plan.goal)] == ["Drop index users_age_idx of public.users"]


def test_without_contract_steps_all_is_done_in_between() -> None:
    plan = planned(USER, USER_WITH_CHECK)
    assert plan.between == plan.goal
    assert {segment.phase for segment in plan.segments} == {Phase.EXPAND}


def test_equal_schemas_need_no_step() -> None:
    plan = planned(USER, USER)
    assert plan.segments == ()
    assert plan.between == plan.before == plan.goal


def test_it_knows_the_tables_that_it_makes() -> None:
    assert planned(USER, USER_AND_ORDER).created == (RelationName(schema="public", name="orders"),)


def test_a_hint_is_a_rename_and_no_loss() -> None:
    plan = planned(USER, RENAMED)
    assert plan.renames.columns == ((("public", "users"), "age", "years"),)
    assert not any(step.statement.loses for step in plan.steps())


def test_renames_can_be_given_instead_of_hints() -> None:
    new = compiled(RENAMED.replace(' @renamedFrom(name: "age")', ""))
    renames = Renames(columns=((("public", "users"), "age", "years"),))
    plan = make_plan(compiled(USER), new, server=15, renames=renames)
    assert statements(plan) == statements(planned(USER, RENAMED, contract=False))


def test_a_drop_and_an_add_without_a_hint_are_refused() -> None:
    with pytest.raises(WesleyError) as caught:
        planned(USER, RENAMED.replace(' @renamedFrom(name: "age")', ""))
    assert [problem.code for problem in caught.value.problems] == [AMBIGUOUS]


def test_nothing_is_said_that_the_server_lacks() -> None:
    old, new = USER, USER.replace("age: Int", "age: Int!")
    assert any("SET NOT NULL" in line for line in statements(planned(old, new, server=17)))
    assert statements(planned(old, new, server=18)) != statements(planned(old, new, server=17))


def test_a_text_that_does_not_tell_what_it_names_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def unclear(*_: object) -> None:
        raise SqlError("a column gets the name `age`")

    monkeypatch.setattr("wesley.plan.make.unfold", unclear)
    with pytest.raises(WesleyError) as caught:
        planned(USER, RENAMED)
    assert [problem.code for problem in caught.value.problems] == [UNRENAMED]
