"""Random schemas load, and their rows are valid, on real servers."""

from __future__ import annotations

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.support.schemas.pairs import pairs
from tests.support.schemas.rows import rows
from wesley.ir.constraint import ForeignKey
from wesley.ir.schema import Schema
from wesley.ir.table import Table
from wesley.sql.text import qualified, quote_identifier
from wesley.targets.postgres.document import document

# Nothing is shrunk here: each example costs a server's time, and the statement that fails tells enough.
LOADING = settings(
    max_examples=30, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.server
@LOADING
@given(pair=pairs())
def test_schemas_load_with_their_rows(database15: str, pair: tuple[Schema, Schema]) -> None:
    for schema in pair:
        _load(database15, schema)


@pytest.mark.server
@LOADING
@given(pair=pairs(version=18, virtual=True))
def test_schemas_of_the_newest_version_load_with_their_rows(database18: str, pair: tuple[Schema, Schema]) -> None:
    for schema in pair:
        _load(database18, schema)


def _load(database: str, schema: Schema) -> None:
    with psycopg.connect(database) as connection:
        connection.execute(document(schema).encode())
        for statement in rows(schema):
            connection.execute(statement.encode())
        for table in schema.physical.tables:
            for key in table.foreign_keys:
                assert connection.execute(_orphans(table, key).encode()).fetchone() == (0,)
        connection.rollback()


def _orphans(table: Table, key: ForeignKey) -> str:
    """How many rows refer to nothing: rows come in while foreign keys are not checked."""
    columns = list(zip(map(quote_identifier, key.columns), map(quote_identifier, key.ref_columns), strict=True))
    meets = " AND ".join(f"r.{ref} = t.{own}" for own, ref in columns)
    refers = " AND ".join(f"t.{own} IS NOT NULL" for own, _ in columns)
    target = f"SELECT FROM {qualified(key.ref_schema, key.ref_table)} r WHERE {meets}"
    return f"SELECT count(*) FROM {qualified(table.schema, table.name)} t WHERE {refers} AND NOT EXISTS ({target})"


@settings(max_examples=15)
@given(pairs(), st.integers(1, 9))
def test_no_table_gets_more_rows_than_asked_for(pair: tuple[Schema, Schema], count: int) -> None:
    inserts = rows(pair[0], count)[1:-1]
    assert len(inserts) <= count * len(pair[0].physical.tables)
    assert all(text.startswith("INSERT INTO ") for text in inserts)
