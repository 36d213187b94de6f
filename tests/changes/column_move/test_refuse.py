"""What cannot have a successor says why."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.tables import schema, situation, sql, users
from wesley.changes.column_move.move import Move
from wesley.changes.column_move.refuse import obstacles
from wesley.ir.column import Column, Generated


def test_nobody_can_write_into_a_column_that_is_computed() -> None:
    generated = Generated(expression=sql("id * 2", "id"), stored=True)
    column = Column(name="double", type="bigint", generated=generated)
    move = Move(schema="public", table="users", column="double", successor="twice", after=replace(column, name="twice"))
    (problem,) = obstacles(situation(schema(users(column))), (move,))
    assert "it is computed from other columns" in problem.message
