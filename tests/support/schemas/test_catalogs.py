"""Random schemas are written as a catalog says them: what a server holds of one reads back as that schema."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from msgspec.structs import replace

from tests.support.databases import empty_database
from tests.support.schemas.pairs import pairs
from wesley.ir.schema import Physical, Schema
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.catalog.settle import settle
from wesley.postgres.database import load
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import session
from wesley.targets.postgres.document import document


@pytest.mark.server
def test_a_catalog_reads_back_as_the_schema(server: EmbeddedServer) -> None:
    @settings(max_examples=12, phases=[Phase.generate])
    @given(pairs())
    def read_back(pair: tuple[Schema, Schema]) -> None:
        schema = pair[1]
        with empty_database(server.conninfo()) as database:
            load(database, document(schema))
            assert _without_public(_read(database, schema)) == _without_public(schema.physical)

    read_back()


def _read(database: str, schema: Schema) -> Physical:
    lookups = tuple((table.schema, table.name) for table in schema.physical.tables if table.rows is not None)
    with session(database) as connection:
        found = read_catalog(connection, lookups=lookups)
    assert not found.unmanaged
    return settle(found.physical, schema.physical)


def _without_public(physical: Physical) -> Physical:
    """Every database has it, whether its schema names it or not."""
    return replace(physical, namespaces=tuple(value for value in physical.namespaces if value.name != "public"))
