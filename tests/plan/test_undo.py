"""The way back."""

from __future__ import annotations

import pytest

from tests.plan.planned import USER, USER_WITH_CHECK, USER_WITH_INDEX, planned
from wesley.plan.undo import undo


def test_it_leads_from_the_goal_to_where_the_plan_began() -> None:
    plan = planned(USER, USER_WITH_INDEX)
    back = undo(plan)
    assert (back.before, back.goal) == (plan.goal, plan.before)


def test_without_its_contract_a_plan_is_undone_from_in_between() -> None:
    plan = planned(USER_WITH_INDEX, USER_WITH_CHECK, contract=False)
    assert undo(plan).before == plan.between != plan.goal


ITEM = """
type Item @table {
  id: Int! @primaryKey
  email: String! @index
  age: Int @check(expr: "age > 0")
}
"""
MAIL = ITEM.replace("email: String!", 'mail: String! @renamedFrom(name: "email")')
YEARS = MAIL.replace(
    'age: Int @check(expr: "age > 0")', 'years: BigInt @check(expr: "years > 0") @renamedFrom(name: "age")'
)


@pytest.mark.parametrize("contract", [False, True])
@pytest.mark.parametrize("after", [ITEM.replace("Int @check", "BigInt @check"), MAIL, YEARS])
def test_a_table_gets_its_former_name_back_with_columns_that_were_renamed_or_retyped(
    after: str, contract: bool
) -> None:
    renamed = after.replace("type Item @table", 'type Article @table @renamedFrom(name: "items")')
    plan = planned(ITEM, renamed, contract=contract)
    back = undo(plan)
    assert back.goal == plan.before
    assert [table.name for table in back.between.tables] == ["items"]
