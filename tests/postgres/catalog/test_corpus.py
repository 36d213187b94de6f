"""Databases that were written by hand, in forms that the schema language may not know.

They are read as their snapshots say, and what was read makes a database that is read alike.

Each `corpus/NAME.sql` has a `NAME.txt`; a number at the end of the name is the first major version that can load it.
Views are printed with shorter names of columns since PostgreSQL 16, so some have a `NAME.before_16.txt`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.postgres.catalog.reading import lines, read_back
from tests.support.databases import empty_database
from wesley.ir.codec import fingerprint
from wesley.ir.schema import Schema
from wesley.postgres.embedded import EmbeddedServer
from wesley.targets.postgres.document import document

pytestmark = [pytest.mark.server, pytest.mark.matrix]

CORPUS = Path(__file__).parent / "corpus"
SHORT_NAMES_SINCE = 16

# Its tables and views stand on things that are not managed.
NOT_BY_ITSELF = "objects"


def _since(path: Path) -> int:
    number = path.stem.rpartition("_")[2]
    return int(number) if number.isdigit() else 12


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.sql")), ids=lambda path: path.stem)
def test_a_database_is_read_as_its_snapshot_says(path: Path, server: EmbeddedServer, database: str) -> None:
    if server.binaries.major < _since(path):
        return
    older = path.with_suffix(".before_16.txt")
    expected = older if server.binaries.major < SHORT_NAMES_SINCE and older.exists() else path.with_suffix(".txt")
    assert lines(read_back(database, path.read_text())) == expected.read_text()


@pytest.mark.parametrize(
    "path", sorted(path for path in CORPUS.glob("*.sql") if path.stem != NOT_BY_ITSELF), ids=lambda path: path.stem
)
def test_what_was_read_makes_a_database_that_is_read_alike(path: Path, server: EmbeddedServer, database: str) -> None:
    major = server.binaries.major
    if major < _since(path):
        return
    first = read_back(database, path.read_text()).physical
    with empty_database(server.conninfo()) as other:
        second = read_back(other, document(Schema(physical=first, postgres_version=major))).physical
    assert second == first
    assert fingerprint(second) == fingerprint(first)
