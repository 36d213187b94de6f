"""A generated column over a column that changes its type."""

from __future__ import annotations

from tests.plan.planned import planned
from tests.sdl.harness import compiled
from wesley.changes.column_move.computed import computed_move, of_successors, with_computed
from wesley.changes.column_move.move import Move
from wesley.changes.edit import the_column
from wesley.plan.plan import Phase, Plan

LINE = """
type Line @table {
  id: Int! @primaryKey
  amount: Int!
  price: Int!
  total: Int! @computed(expr: "amount * price")
}
"""
SCHEMA = compiled(LINE).physical
PLACE = ("public", "lines")
PRICE = Move(
    schema="public",
    table="lines",
    column="price",
    successor="wesley_new_price",
    after=the_column(SCHEMA, *PLACE, "price"),
)
TOTAL = the_column(SCHEMA, *PLACE, "total")


def _plan() -> Plan:
    return planned(LINE, LINE.replace("price: Int!", "price: BigInt!").replace("total: Int!", "total: BigInt!"))


def test_it_moves_with_the_column_and_after_it() -> None:
    assert with_computed(SCHEMA, SCHEMA, (PRICE,)) == (PRICE, computed_move(PLACE, TOTAL))


def test_it_moves_once() -> None:
    moves = (PRICE, computed_move(PLACE, TOTAL))
    assert with_computed(SCHEMA, SCHEMA, moves) == moves


def test_its_successor_is_computed_from_successors() -> None:
    generated = of_successors(TOTAL, (PRICE,), PLACE).generated
    assert generated is not None
    assert generated.expression.sql == "amount * wesley_new_price"


def test_what_is_not_computed_stays_as_it_is() -> None:
    assert of_successors(PRICE.after, (PRICE,), PLACE) == PRICE.after


def test_the_table_is_written_once_when_the_successor_is_filled() -> None:
    steps = list(_plan().steps())
    (rewriting,) = (number for number, step in enumerate(steps) if step.statement.rewrites)
    assert steps[rewriting].kind == "add-column"
    assert [step.kind for step in steps].index("backfill") < rewriting


def test_the_old_one_goes_in_the_exchange_and_its_base_in_the_contract() -> None:
    waiting = [step for segment in _plan().segments if segment.phase is Phase.CONTRACT for step in segment.steps]
    assert [step.statement.sql for step in waiting] == ["ALTER TABLE public.lines DROP wesley_old_price;"]


def test_the_plan_reaches_its_goal() -> None:
    assert the_column(_plan().goal, *PLACE, "total").type == "bigint"
