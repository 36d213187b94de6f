"""`@backfill` says how a new column of a filled table is filled."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error
from wesley.ir.api import Backfill


def backfill(arguments: str) -> Backfill | None:
    sdl = f"type User @table {{ id: ID! @primaryKey  firstName: String!  handle: String! @backfill({arguments}) }}"
    return compiled(sdl).api.objects[0].fields[2].backfill


def test_an_expression_over_the_other_columns() -> None:
    found = backfill('expr: "lower( first_name )"')
    assert found is not None
    assert (found.expression.sql, found.expression.columns, found.batch) == ("lower(first_name)", ("first_name",), 5000)


def test_the_size_of_a_batch() -> None:
    found = backfill("expr: \"'x'\", batch: 100")
    assert found is not None
    assert found.batch == 100


@pytest.mark.parametrize("batch", [0, -1])
def test_a_batch_of_no_rows(batch: int) -> None:
    problem = only_error(f'type U @table {{ id: ID! @primaryKey  a: Int @backfill(expr: "1", batch: {batch}) }}')
    assert findings((problem,)) == [("E101", 1, 73)]


def test_a_column_that_is_not_there() -> None:
    problem = only_error('type U @table { id: ID! @primaryKey  aB: Int @backfill(expr: "aB + 1") }')
    assert problem.code.code == "E402"


def test_two_expressions() -> None:
    assert only_error('type U @table { id: ID! @primaryKey  a: Int @backfill(expr: "1, 2") }').code.code == "E401"


def test_a_field_without_a_column() -> None:
    problem = only_error("""\
        type U @table { id: ID! @primaryKey  boss: ID @foreignKey(ref: "U.id")  b: U @backfill(expr: "1") }
        """)
    assert problem.message == "@backfill fills a column, and this field has none"


def test_a_computed_column_fills_itself() -> None:
    problem = only_error("""\
        type U @table { id: ID! @primaryKey  a: Int @computed(expr: "1") @backfill(expr: "1") }
        """)
    assert problem.code.code == "E103"
