"""`@partition`: strategy, key, and the partition that takes every row."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error, place_of
from tests.sdl.loading import loaded
from wesley.ir.index import IndexKey
from wesley.ir.table import Partition, PartitionStrategy

SDL = """\
type Event @table @partition({arguments}) @primaryKey(columns: ["id", "happenedAt", "kind"]) {{
  id: Int!
  happenedAt: DateTime!
  kind: String!
}}
"""


@pytest.mark.parametrize(
    ("strategy", "name", "bound"),
    [
        ("RANGE", "events_default", "DEFAULT"),
        ("LIST", "events_default", "DEFAULT"),
        ("HASH", "events_p0", "FOR VALUES WITH (modulus 1, remainder 0)"),
    ],
)
def test_every_strategy_begins_with_one_partition(strategy: str, name: str, bound: str) -> None:
    schema = compiled(SDL.format(arguments=f'by: {strategy}, columns: ["happenedAt"]'))
    found = schema.physical.tables[0].partitioning
    assert found is not None
    assert found.strategy is PartitionStrategy(strategy)
    assert found.keys == (IndexKey(column="happened_at"),)
    assert found.partitions == (Partition(schema="public", name=name, bound=bound),)


def test_several_columns_keep_their_order() -> None:
    schema = compiled(SDL.format(arguments='by: RANGE, columns: ["kind", "happenedAt"]'))
    found = schema.physical.tables[0].partitioning
    assert found is not None
    assert [key.column for key in found.keys] == ["kind", "happened_at"]


@pytest.mark.parametrize(
    ("arguments", "code", "at", "message"),
    [
        (
            'by: LIST, columns: ["id", "kind"]',
            "E101",
            '["id", "kind"]',
            "a table is partitioned by LIST of exactly one",
        ),
        ("by: RANGE, columns: []", "E101", "[]", "a table is partitioned by RANGE of at least one column"),
        ('by: RANGE, columns: ["id", "id"]', "E101", '"id"]', "the field `id` is named twice"),
        ('by: RANGE, columns: ["nope"]', "E201", '"nope"', "`Event` has no field `nope` with a column"),
        ('by: DAY, columns: ["id"]', "E101", "DAY", "`by` of @partition is one of RANGE, LIST, HASH, not `DAY`"),
    ],
)
def test_a_mistake_is_told_at_its_place(arguments: str, code: str, at: str, message: str) -> None:
    sdl = SDL.format(arguments=arguments)
    problem = only_error(sdl)
    assert problem.message.startswith(message)
    assert findings((problem,)) == [(code, *place_of(at, sdl))]


@pytest.mark.server
@pytest.mark.parametrize("strategy", ["RANGE", "LIST", "HASH"])
def test_rows_can_be_stored_at_once(database: str, strategy: str) -> None:
    with loaded(database, SDL.format(arguments=f'by: {strategy}, columns: ["kind"]')) as connection:
        connection.execute("INSERT INTO events VALUES (1, now(), 'a')")
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (1,)
