"""What a plan does with data that it takes away, where it is to keep them."""

from __future__ import annotations

import pytest

from tests.plan.planned import USER, USER_AND_ORDER, statements
from tests.sdl.harness import compiled
from wesley.ir.schema import Schema
from wesley.plan.kept import Keeping
from wesley.plan.loss import lost
from wesley.plan.make import make_plan
from wesley.plan.own_objects import kept_names, without_kept
from wesley.plan.plan import Phase, Plan
from wesley.plan.undo import undo
from wesley.problems.problem import UsageError, WesleyError

SOFT, KEEP = Keeping(soft_drop=True), Keeping(keep_data=True)
BARE = USER.replace("  age: Int\n", "")
REQUIRED = USER.replace("age: Int", "age: Int!")
WITH_ENUM = "enum Mood { GOOD BAD }\n" + USER.replace("age: Int", "age: Mood")


def _planned(old: str, new: str, keeping: Keeping, allow_drop: tuple[str, ...] = (), *, contract: bool = True) -> Plan:
    return make_plan(compiled(old), compiled(new), server=15, contract=contract, allow_drop=allow_drop, keeping=keeping)


@pytest.mark.parametrize("keeping", [SOFT, KEEP])
@pytest.mark.parametrize(("old", "new"), [(USER, BARE), (REQUIRED, BARE), (USER_AND_ORDER, USER), (WITH_ENUM, BARE)])
def test_nothing_is_lost_and_nothing_has_to_be_named(old: str, new: str, keeping: Keeping) -> None:
    plan = _planned(old, new, keeping)
    assert lost(plan) == ()
    assert plan.kept
    assert without_kept(undo(plan).goal) == plan.before


@pytest.mark.parametrize("keeping", [SOFT, KEEP])
def test_all_of_it_waits_for_the_end_of_the_old_application(keeping: Keeping) -> None:
    plan = _planned(USER, BARE, keeping)
    assert without_kept(plan.between) == without_kept(plan.before)
    kinds = {step.kind for segment in plan.segments if segment.phase is Phase.EXPAND for step in segment.steps}
    assert kinds <= {"create-namespace"}


def test_without_its_contract_nothing_has_to_be_brought_back() -> None:
    back = undo(_planned(USER, BARE, SOFT, contract=False))
    assert back.steps() == ()


def test_nobody_keeps_a_privilege_on_a_column_out_of_sight() -> None:
    granted = USER.replace("age: Int", 'age: Int @grant(roles: ["app"], privileges: [SELECT])')
    plan = _planned(granted, BARE, SOFT)
    assert "revoke" in [step.kind for step in plan.steps()]
    assert plan.goal.tables[0].grants == ()
    assert without_kept(undo(plan).goal) == plan.before


def test_the_type_of_what_is_kept_stays() -> None:
    for keeping in (SOFT, KEEP):
        plan = _planned(WITH_ENUM, BARE, keeping)
        assert [enum.name for enum in plan.goal.enums] == ["mood"]
        assert "drop-enum" not in [step.kind for step in plan.steps()]


def test_a_later_plan_leaves_alone_what_is_kept_and_what_it_stands_on() -> None:
    kept = _planned(WITH_ENUM, BARE, SOFT).goal
    later = compiled(BARE.replace("}", "  name: String\n}"))
    plan = make_plan(Schema(physical=kept), later, server=15, contract=True)
    assert statements(plan) == ["ALTER TABLE public.users ADD COLUMN name text;"]
    assert kept_names(plan.goal) == ("public.users.wesley_dropped_age",)


def test_values_are_found_again_by_a_key_alone() -> None:
    keyless = USER.replace(" @primaryKey", "")
    with pytest.raises(WesleyError, match=r"what is in public\.users\.age cannot be kept in a side table"):
        _planned(keyless, keyless.replace("  age: Int\n", ""), KEEP)


def test_a_type_that_holds_less_loses_what_is_not_kept() -> None:
    old, new = USER.replace("Int", "DateTime"), USER.replace("Int", "Date")
    with pytest.raises(WesleyError, match=r"the data of public\.users\.age would be lost"):
        _planned(old, new, SOFT)
    assert _planned(old, new, KEEP).kept.values[0].types == ("date",)


def test_what_is_kept_may_be_named_to_say_that_it_is_a_drop() -> None:
    assert lost(_planned(USER, BARE, SOFT, ("users.age",))) == ()
    with pytest.raises(UsageError, match=r"loses no `users\.name`"):
        _planned(USER, BARE, SOFT, ("users.name",))


def test_what_goes_on_to_read_a_table_is_named() -> None:
    policy = '@rls(select: "id IN (SELECT id FROM public.orders)")'
    old = USER_AND_ORDER.replace("type User @table", f"type User @table {policy}")
    with pytest.raises(WesleyError, match=r"public\.users still reads what is dropped"):
        _planned(old, old.partition("type Order")[0], SOFT)
