"""The schemas of the benchmark compile, in the size that was asked for."""

from __future__ import annotations

from benchmarks.schemas import schema
from tests.sdl.harness import compiled


def test_a_benchmark_schema_compiles_without_a_word() -> None:
    tables = compiled(schema(12)).physical.tables
    assert len(tables) == 12
    assert {len(table.columns) for table in tables} == {9}


def test_the_same_size_gives_the_same_text() -> None:
    assert schema(5) == schema(5)
