"""A shared schema says the same as the schema it was made from, with the objects of the one before."""

from __future__ import annotations

from wesley.ir.column import Column
from wesley.ir.origin import Origin, Position
from wesley.ir.schema import Physical, Schema
from wesley.ir.shared import shared
from wesley.ir.table import Table


def table(name: str, *columns: str, line: int = 1) -> Table:
    found = tuple(
        Column(name=column, type="text", position=Position(number)) for number, column in enumerate(columns, start=1)
    )
    return Table(schema="public", name=name, columns=found, origin=Origin("a.graphql", line, 1))


def schema(*tables: Table) -> Schema:
    return Schema(physical=Physical(tables=tables))


def test_without_an_earlier_schema_it_is_the_schema_itself() -> None:
    one = schema(table("a", "x"))
    assert shared(one, None) is one


def test_equal_tables_are_the_earlier_ones() -> None:
    before = schema(table("a", "x"), table("b", "x"))
    after = shared(schema(table("a", "x"), table("b", "x", "y")), before)
    assert after.physical.tables[0] is before.physical.tables[0]
    assert after.physical.tables[1] is not before.physical.tables[1]


def test_a_table_that_only_moved_is_the_earlier_one() -> None:
    before = schema(table("a", "x", line=1))
    assert shared(schema(table("a", "x", line=7)), before).physical.tables[0] is before.physical.tables[0]


def test_another_order_of_columns_is_another_table() -> None:
    before, now = schema(table("a", "x", "y")), schema(table("a", "y", "x"))
    assert before == now  # positions compare equal
    names = [column.name for column in shared(now, before).physical.tables[0].in_order()]
    assert names == ["y", "x"]


def test_new_and_dropped_tables() -> None:
    before, now = schema(table("a"), table("b")), schema(table("b"), table("c"))
    assert shared(now, before) == now
