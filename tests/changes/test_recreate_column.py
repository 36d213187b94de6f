"""A generated column that is dropped and added again comes back with all that belonged to it."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.tables import schema, situation, sql, users
from wesley.changes.recreate_column import recreate_column
from wesley.ir.column import Column, Generated

STORED = Generated(expression=sql("id::text", "id"), stored=True)
TOTAL = Column(name="total", type="text", generated=STORED, comment="sum", storage="MAIN", statistics=500)


def test_what_a_definition_does_not_say_is_said_again() -> None:
    table = users(TOTAL)
    wanted = replace(STORED, expression=sql("(id + 1)::text", "id"))
    dropped, added, *again = recreate_column(situation(schema(table)), table, TOTAL, wanted)
    assert dropped.breaks_prepared
    assert "STORED" in added.sql
    assert [name.name for name in added.rewrites] == ["users"]
    assert [statement.sql.split("total ")[-1] for statement in again] == [
        "SET STORAGE main;",
        "SET STATISTICS 500;",
        "IS 'sum';",
    ]


def test_a_virtual_column_rewrites_nothing() -> None:
    table = users(replace(TOTAL, comment=None, storage=None, statistics=None))
    _, added = recreate_column(
        situation(schema(table), version=18), table, table.columns[1], replace(STORED, stored=False)
    )
    assert added.rewrites == ()
