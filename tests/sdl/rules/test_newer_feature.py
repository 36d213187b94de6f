"""A feature younger than `postgres.version` is refused where it is used."""

from __future__ import annotations

import pytest

from tests.sdl.harness import errors_of, findings, only_error
from wesley.config.settings import Postgres, Settings

SDL = """\
type User @table {
  id: ID! @primaryKey
  email: String @unique(nullsNotDistinct: true)
}
"""


def test_nulls_not_distinct_on_14() -> None:
    problem = only_error(SDL, Settings(postgres=Postgres(version=14)))
    assert problem.message == "NULLS NOT DISTINCT came with PostgreSQL 15, and the schema is written for 14"
    assert problem.help.startswith("leave out `nullsNotDistinct`, or set `postgres.version = 15`")
    assert findings((problem,)) == [("E601", 3, 17)]


def test_nulls_not_distinct_on_15() -> None:
    assert not errors_of(SDL, Settings(postgres=Postgres(version=15)))


def test_compression_on_13() -> None:
    sdl = 'type A @table { id: ID! @primaryKey t: String @column(compression: "lz4") }'
    assert "compression" in only_error(sdl, Settings(postgres=Postgres(version=13))).message
    assert not errors_of(sdl, Settings(postgres=Postgres(version=14)))


PARTITIONED = """\
type Event @table @partition(by: RANGE, columns: ["at"]) {on_type} {{
  at: Date!
  changed: DateTime! {on_field}
}}
"""


def test_an_exclusion_on_a_partitioned_table_on_16() -> None:
    sdl = PARTITIONED.format(on_type='@exclude(elements: ["at WITH ="], using: "btree")', on_field="")
    assert "exclusion constraint" in only_error(sdl, Settings(postgres=Postgres(version=16))).message
    assert not errors_of(sdl, Settings(postgres=Postgres(version=17)))


def test_a_trigger_on_a_partitioned_table_on_12() -> None:
    sdl = PARTITIONED.format(on_type="", on_field="@updatedAt")
    assert "a trigger before rows" in only_error(sdl, Settings(postgres=Postgres(version=12))).message
    assert not errors_of(sdl, Settings(postgres=Postgres(version=13)))


@pytest.mark.parametrize(
    ("field", "since", "feature"),
    [
        ('String @column(type: "xid8")', 13, "the type `xid8`"),
        ('[String] @column(type: "int4multirange")', 14, "the type `int4multirange`"),
        (
            'Decimal @column(type: "numeric(2,5)")',
            15,
            "the type `numeric(2,5)`, whose scale is not within its precision,",
        ),
        ('Decimal @column(type: "numeric(5,-2)")', 15, "the type `numeric(5,-2)`, whose scale is not within its"),
        ('String @column(collate: "pg_c_utf8")', 17, "the collation `pg_c_utf8`"),
        ('String @index(with: "deduplicate_items=off")', 13, "the storage parameter `deduplicate_items`"),
        ('String @index(using: "brin", opclass: "text_bloom_ops")', 14, "the operator class `text_bloom_ops`"),
        ('Boolean @index(using: "gist")', 15, "a gist index on boolean"),
    ],
)
def test_types_collations_and_indexes(field: str, since: int, feature: str) -> None:
    sdl = f"type A @table {{ id: ID! @primaryKey  a: {field} }}"
    assert only_error(sdl, Settings(postgres=Postgres(version=since - 1))).message.startswith(feature)
    assert not errors_of(sdl, Settings(postgres=Postgres(version=since)))


@pytest.mark.parametrize(
    "field", ['Decimal @column(type: "numeric(5,5)")', 'Int @index(using: "gist")', "[Boolean] @index"]
)
def test_what_12_has_too(field: str) -> None:
    sdl = f"type A @table {{ id: ID! @primaryKey  a: {field} }}"
    assert not errors_of(sdl, Settings(postgres=Postgres(version=12)))
