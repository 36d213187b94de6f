"""What a statement writes, in bytes."""

from __future__ import annotations

from wesley.changes.statement import Batches, Mode, RelationName, Statement
from wesley.ir.size import RelationSize
from wesley.plan.report.room import Room, room
from wesley.plan.report.sizes import Sizes

TABLE = RelationName(schema="s", name="t")
KNOWN = RelationSize(schema="s", name="t", rows=10, table_bytes=1000, index_bytes=200)
SIZES = Sizes(known={TABLE: KNOWN}, created=frozenset())
UNKNOWN = Sizes(known={}, created=frozenset())


def test_most_statements_write_next_to_nothing() -> None:
    assert room(Statement(sql="", why="", scans=(TABLE,)), SIZES) == Room(wal=0, disk=0)


def test_a_table_that_is_written_anew_is_there_twice_for_a_while() -> None:
    assert room(Statement(sql="", why="", rewrites=(TABLE,)), SIZES) == Room(wal=1200, disk=1200)


def test_an_index_that_is_built_beside_reads_and_writes_is_no_bigger_than_its_table() -> None:
    assert room(Statement(sql="", why="", scans=(TABLE,), mode=Mode.OUTSIDE), SIZES) == Room(wal=1200, disk=1200)


def test_a_row_that_is_updated_is_in_the_wal_up_to_twice() -> None:
    batches = Batches(table=TABLE, key=("id",), assignments=(), condition="")
    assert room(Statement(sql="", why="", batches=batches, mode=Mode.BATCHES), SIZES) == Room(wal=2400, disk=1200)


def test_without_a_database_it_is_unknown() -> None:
    assert room(Statement(sql="", why="", rewrites=(TABLE,)), UNKNOWN) == Room(wal=None, disk=None)


def test_a_table_that_the_plan_makes_is_empty() -> None:
    created = Sizes(known={}, created=frozenset({TABLE}))
    assert room(Statement(sql="", why="", rewrites=(TABLE,)), created) == Room(wal=0, disk=0)
