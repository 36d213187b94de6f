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


def _restored(plan: Plan) -> list[Batches]:
    """What the undo fills the column itself with, not its successor."""
    batches = (step.statement.batches for step in undo(plan).steps())
    return [each for each in batches if each is not None and each.assignments[0][0] == "price"]


def test_the_old_column_has_what_its_successor_cannot_hold() -> None:
    (column,) = old_columns(_retyped("numeric(8, 4)", "numeric(6, 2)"))
    assert (column.table, column.column, column.old) == ("items", "price", "wesley_old_price")
    assert (column.types, column.back) == (("numeric(6,2)",), ("numeric(8,4)",))
    assert column.between == "wesley_old_price_2"


def test_the_undo_takes_the_values_from_it_and_drops_it_last() -> None:
    plan = _retyped("numeric(8, 4)", "numeric(6, 2)")
    (batches,) = _restored(plan)
    assert batches.assignments == (("price", "wesley_old_price"),)
    titles = [step.title for step in undo(plan).steps()]
    filled, last = titles.index("Fill price of public.items"), titles[-2:]
    assert titles[filled - 1] == "Put the successor of public.items.price in its place"
    assert last == [f"Drop column wesley_old_price{ending} of public.items" for ending in ("_2", "")]


def test_on_the_way_back_without_a_successor_what_it_became_is_cast_back() -> None:
    (column,) = old_columns(_retyped("numeric", "numeric(6, 2)"))
    assert column.between == ""
    (batches,) = _restored(_retyped("numeric", "numeric(6, 2)"))
    assert "((wesley_old_price)::numeric(6,2))::numeric" in batches.condition


def test_what_loses_nothing_is_converted_back_alone() -> None:
    plan = planned(*(_ITEM.format(type=each) for each in ("integer", "bigint")), contract=False)
    assert list(old_columns(plan)) == []
    assert _restored(plan) == []


def test_with_its_contract_run_there_is_no_old_column() -> None:
    assert _restored(_retyped("numeric(8, 4)", "numeric(6, 2)", contract=True)) == []
