"""Databases that were written by hand, in forms that the schema language may not know, are read as their snapshots say.

Each `corpus/NAME.sql` has a `NAME.txt`; a number at the end of the name is the first major version that can load it.
Views are printed with shorter names of columns since PostgreSQL 16, so some have a `NAME.before_16.txt`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.postgres.catalog.reading import lines, read_back
from wesley.postgres.embedded import EmbeddedServer

pytestmark = [pytest.mark.server, pytest.mark.matrix]

CORPUS = Path(__file__).parent / "corpus"
SHORT_NAMES_SINCE = 16


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
