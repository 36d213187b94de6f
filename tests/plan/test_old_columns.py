"""Old columns that a plan without its contract leaves, and what its undo takes from them."""

from __future__ import annotations

from tests.plan.planned import planned
from wesley.changes.statement import Batches
from wesley.plan.old_columns import old_columns
from wesley.plan.plan import Plan
from wesley.plan.undo import undo

_ITEM = """
type Item @table {{
  id: ID! @primaryKey
  price: Decimal! @column(type: "{type}")
}}
"""


def _retyped(old: str, new: str, *, contract: bool = False) -> Plan:
    before, after = (_ITEM.format(type=each) for each in (old, new))
    return planned(before, after, contract=contract, allow_drop=("*",) if contract else ("items.price",))


def _restored(plan: Plan, column: str) -> list[Batches]:
    """What the undo fills a column with."""
    batches = (step.statement.batches for step in undo(plan).steps())
    return [each for each in batches if each is not None and each.assignments[0][0] == column]


def test_the_old_column_has_what_its_successor_cannot_hold() -> None:
    (column,) = old_columns(_retyped("numeric(8, 4)", "numeric(6, 2)"))
    assert (column.table, column.column, column.old) == ("items", "price", "wesley_old_price")
    assert (column.types, column.back) == (("numeric(6,2)",), ("numeric(8,4)",))
    assert not column.in_place


def test_the_undo_takes_the_values_from_it_and_drops_it_last() -> None:
    plan = _retyped("numeric(8, 4)", "numeric(6, 2)")
    former, others = _restored(plan, "wesley_new_price")
    assert former.assignments == (("wesley_new_price", "wesley_old_price"),)
    assert former.condition.startswith(f"{others.condition} AND ROW((wesley_old_price)::numeric(6,2))")
    last = [step.title for step in undo(plan).steps()][-2:]
    assert last == [f"Drop column wesley_old_price{ending} of public.items" for ending in ("_2", "")]


def test_a_row_that_is_written_meanwhile_keeps_it_too() -> None:
    steps = undo(_retyped("numeric(4, 2)", "integer")).steps()
    (sync,) = (step.statement for step in steps if step.statement.sql.startswith("CREATE FUNCTION"))
    assert "IF ROW((NEW.wesley_old_price)::" in sync.sql
    assert "NEW.wesley_new_price := NEW.wesley_old_price;" in sync.sql


def test_on_the_way_back_without_a_successor_what_it_became_is_cast_back() -> None:
    (column,) = old_columns(_retyped("numeric", "numeric(6, 2)"))
    assert column.in_place
    (batches,) = _restored(_retyped("numeric", "numeric(6, 2)"), "price")
    assert "((wesley_old_price)::numeric(6,2))::numeric" in batches.condition


def test_what_loses_nothing_is_converted_back_alone() -> None:
    plan = planned(*(_ITEM.format(type=each) for each in ("integer", "bigint")), contract=False)
    assert list(old_columns(plan)) == []
    assert len(_restored(plan, "wesley_new_price")) == 1


def test_with_its_contract_run_there_is_no_old_column() -> None:
    assert len(_restored(_retyped("numeric(8, 4)", "numeric(6, 2)", contract=True), "wesley_new_price")) == 1
