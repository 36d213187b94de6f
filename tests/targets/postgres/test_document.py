"""schema.sql loads in one go, and what the catalog then holds is what the schema says, whatever its strings are."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from tests.support.ir import schemas
from tests.support.servers import binaries_of
from tests.targets.postgres.hand_written import HAND_WRITTEN
from tests.targets.postgres.schemas import EVERYTHING, SMALL, TENANTS
from wesley import __version__
from wesley.ir.access import Extension
from wesley.ir.schema import Schema
from wesley.targets.postgres.document import document

GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = {"small": SMALL, "tenants": TENANTS, "everything": EVERYTHING, "hand_written": HAND_WRITTEN}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_text_is_the_one_that_a_person_reviewed(name: str) -> None:
    path = GOLDEN / f"{name}.sql"
    written = document(EXAMPLES[name]).replace(f"wesley {__version__}", "wesley VERSION")
    if os.environ.get("WESLEY_WRITE_GOLDEN"):
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")


@pytest.mark.server
@pytest.mark.parametrize("name", EXAMPLES)
def test_it_loads_into_an_empty_database(name: str, database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(document(EXAMPLES[name]).encode())


@pytest.mark.server
@pytest.mark.parametrize("name", ["small", "tenants", "hand_written"])
def test_it_loads_into_the_oldest_server(name: str, database12: str) -> None:
    schema = EXAMPLES[name]
    random_uuids = (Extension(name="pgcrypto", before=13),)
    older = replace(schema, physical=replace(schema.physical, extensions=random_uuids))
    with psycopg.connect(database12, autocommit=True) as connection:
        connection.execute(document(older).encode())


@pytest.mark.server
def test_psql_loads_it_and_stops_at_no_error(database18: str, tmp_path: Path) -> None:
    path = tmp_path / "schema.sql"
    path.write_text(document(EVERYTHING), encoding="utf-8")
    psql = Path(binaries_of(18).folder) / "psql"
    command = [str(psql), "--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-f", str(path), database18]
    loaded = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (loaded.returncode, loaded.stderr) == (0, "")


@pytest.mark.server
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(schema=schemas())
def test_hostile_strings_stay_data(database: str, schema: Schema) -> None:
    with psycopg.connect(database) as connection:
        connection.execute(document(schema).encode())
        assert _relations(connection) == _expected_relations(schema)
        assert _column_names(connection) == _expected_columns(schema)
        assert _comments(connection) == _expected_comments(schema)
        assert _labels(connection) == [value for enum in schema.physical.enums for value in enum.values]
        connection.rollback()


def _relations(connection: psycopg.Connection[tuple[object, ...]]) -> set[tuple[object, ...]]:
    return set(
        connection.execute(
            "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE c.relkind IN ('r', 'p', 'v') AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
        )
    )


def _expected_relations(schema: Schema) -> set[tuple[object, ...]]:
    physical = schema.physical
    names: set[tuple[object, ...]] = {(table.schema, table.name) for table in physical.tables}
    names |= {(view.schema, view.name) for view in physical.views}
    for table in physical.tables:
        if table.partitioning is not None:
            names |= {(partition.schema, partition.name) for partition in table.partitioning.partitions}
    return names


def _column_names(connection: psycopg.Connection[tuple[object, ...]]) -> set[tuple[object, ...]]:
    return set(
        connection.execute(
            "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a "
            "JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 "
            "AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
        )
    )


def _expected_columns(schema: Schema) -> set[tuple[object, ...]]:
    return {(table.name, column.name, column.type) for table in schema.physical.tables for column in table.columns}


def _comments(connection: psycopg.Connection[tuple[object, ...]]) -> set[object]:
    query = "SELECT description FROM pg_description WHERE objoid >= 16384"
    return {text for (text,) in connection.execute(query)}


def _expected_comments(schema: Schema) -> set[object]:
    """An empty comment is none in PostgreSQL."""
    physical = schema.physical
    texts: list[str | None] = [enum.comment for enum in physical.enums]
    texts += [function.comment for function in physical.functions]
    for table in physical.tables:
        texts += [table.comment, *(column.comment for column in table.columns)]
        texts += [index.comment for index in table.indexes]
    for view in physical.views:
        texts += [view.comment, *(column.comment for column in view.columns)]
    return {text for text in texts if text}


def _labels(connection: psycopg.Connection[tuple[object, ...]]) -> list[object]:
    query = "SELECT e.enumlabel FROM pg_enum e WHERE e.oid >= 16384 ORDER BY e.enumtypid, e.enumsortorder"
    return [label for (label,) in connection.execute(query)]
