"""What the schema language says is what the catalog of its database says."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.examples.compiled import FOLDERS, compiled, name_of
from tests.postgres.catalog.reading import read_back, without_expressions
from wesley.ir.access import Extension
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.postgres.embedded import EmbeddedServer

pytestmark = [pytest.mark.server, pytest.mark.matrix]


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_an_example_comes_back_as_it_was_said(folder: Path, server: EmbeddedServer, database: str) -> None:
    example = compiled(folder)
    major = server.binaries.major
    if example.schema.postgres_version > major:
        return
    expected = example.schema.physical
    lookups = tuple((table.schema, table.name) for table in expected.tables if table.rows is not None)
    (ddl,) = example.outputs["postgres"].values()
    found = read_back(database, ddl, lookups=lookups)
    assert without_expressions(_as_database(found.physical, major)) == without_expressions(
        _as_database(expected, major)
    )
    assert found.unmanaged == ()


def _as_database(physical: Physical, major: int) -> Physical:
    """A schema without what only the schema language knows: types of view columns, and when an extension is needed."""
    needed = [one for one in physical.extensions if one.before is None or major < one.before]
    return replace(
        physical,
        extensions=tuple(Extension(name=one.name) for one in needed),
        views=tuple(_untyped(view) for view in physical.views),
    )


def _untyped(view: View) -> View:
    return replace(view, columns=tuple(replace(column, type="") for column in view.columns))
