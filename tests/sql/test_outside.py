"""Statements that run outside any transaction block."""

from __future__ import annotations

import pytest

from wesley.sql.outside import (
    BuildIndex,
    DetachPartition,
    RemoveIndex,
    finalize,
    on_temporary,
    outside,
    remove,
    temporary_like,
)

BUILD = 'CREATE UNIQUE INDEX CONCURRENTLY "an index" ON shop."Users" USING btree (lower(email)) WHERE active;'
DETACH = DetachPartition(schema="shop", table="events", partition_schema="old", partition="events_1")


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (BUILD, BuildIndex(schema="shop", name="an index", table="Users", unique=True)),
        (
            "CREATE INDEX CONCURRENTLY i ON public.t (a);",
            BuildIndex(schema="public", name="i", table="t", unique=False),
        ),
        ("DROP INDEX CONCURRENTLY shop.i;", RemoveIndex(schema="shop", name="i")),
        ("ALTER TABLE shop.events DETACH PARTITION old.events_1 CONCURRENTLY;", DETACH),
    ],
)
def test_what_a_statement_makes_or_takes_away(sql: str, expected: object) -> None:
    assert outside(sql) == expected


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE INDEX i ON public.t (a)",
        "CREATE INDEX CONCURRENTLY ON public.t (a)",
        "CREATE INDEX CONCURRENTLY i ON t (a)",
        "DROP INDEX shop.i",
        "DROP INDEX CONCURRENTLY i",
        "DROP INDEX CONCURRENTLY shop.i, shop.j",
        "DROP TABLE shop.t",
        "ALTER TABLE shop.events DETACH PARTITION old.events_1",
        "ALTER TABLE shop.events DETACH PARTITION old.events_1 FINALIZE",
        "ALTER TABLE shop.events ADD a int",
        "ALTER TABLE shop.events ADD a int, ADD b int",
        "VACUUM shop.t",
        "SELECT 1; SELECT 2",
    ],
)
def test_a_statement_whose_state_nobody_could_tell_is_none(sql: str) -> None:
    assert outside(sql) is None


def test_the_same_index_on_a_temporary_table() -> None:
    assert temporary_like("shop", "Users") == 'CREATE TEMPORARY TABLE "Users" (LIKE shop."Users");'
    assert on_temporary(BUILD) == (
        'CREATE UNIQUE INDEX "an index" ON pg_temp."Users" USING btree (lower(email)) WHERE active;'
    )


def test_what_is_run_after_a_crash() -> None:
    assert remove("shop", "an index") == 'DROP INDEX CONCURRENTLY shop."an index";'
    assert finalize(DETACH) == "ALTER TABLE shop.events DETACH PARTITION old.events_1 FINALIZE;"
