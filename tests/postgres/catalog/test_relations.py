"""Sizes of tables, and of partitioned ones."""

from __future__ import annotations

import pytest

from tests.postgres.catalog.reading import read_back
from wesley.ir.size import RelationSize

pytestmark = pytest.mark.server

MEGABYTE = 1024 * 1024


def _sizes(conninfo: str, text: str) -> dict[str, RelationSize]:
    return {size.name: size for size in read_back(conninfo, text).sizes}


def test_rows_are_known_once_a_table_was_analyzed(database: str) -> None:
    text = "CREATE TABLE public.t AS SELECT n FROM generate_series(1, 1000) n; CREATE TABLE public.empty (a integer);"
    before = _sizes(database, text)
    assert before["t"].rows is None
    assert before["empty"] == RelationSize(schema="public", name="empty")
    after = _sizes(database, "ANALYZE public.t")
    assert after["t"].rows == 1000
    assert 30_000 < after["t"].table_bytes < 100_000


def test_a_large_table_is_measured_with_toast_and_indexes(database: str) -> None:
    found = _sizes(
        database,
        "CREATE TABLE public.t (id integer PRIMARY KEY, body text); "
        "ALTER TABLE public.t ALTER COLUMN body SET STORAGE EXTERNAL; "
        "INSERT INTO public.t SELECT n, repeat('x', 500) FROM generate_series(1, 3000) n; "
        "INSERT INTO public.t SELECT -n, repeat('y', 10000) FROM generate_series(1, 100) n",
    )
    assert found["t"].table_bytes > 2.4 * MEGABYTE
    assert found["t"].index_bytes > 50_000


def test_a_partitioned_table_is_as_large_as_its_partitions_together(database: str) -> None:
    found = _sizes(
        database,
        "CREATE TABLE public.t (a integer, b integer) PARTITION BY LIST (a); "
        "CREATE TABLE public.t1 PARTITION OF public.t FOR VALUES IN (1); "
        "CREATE TABLE public.t2 PARTITION OF public.t FOR VALUES IN (2) PARTITION BY LIST (b); "
        "CREATE TABLE public.t2a PARTITION OF public.t2 DEFAULT; "
        "INSERT INTO public.t SELECT n % 2 + 1, n FROM generate_series(1, 1000) n; ANALYZE public.t",
    )
    assert (found["t"].rows, found["t1"].rows, found["t2a"].rows) == (1000, 500, 500)
    assert found["t"].table_bytes == found["t1"].table_bytes + found["t2a"].table_bytes > 0
