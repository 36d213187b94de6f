"""Whether pgTAP is there."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.health.looking import run, seen
from wesley.health.database.pgtap import CHECK

pytestmark = pytest.mark.server


@pytest.fixture
def with_files(database18: str) -> Iterator[str]:
    """A database whose server has the files of an extension of that name (since 18 they may be anywhere)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "extension"
        folder.mkdir(mode=0o755)
        (folder / "pgtap.control").write_text("default_version = '1.3.3'\n")
        (folder / "pgtap--1.3.3.sql").write_text("SELECT 1;\n")
        Path(name).chmod(0o755)
        yield f"{database18} options='-c extension_control_path={name}'"


def test_a_server_without_it(database: str) -> None:
    assert seen(CHECK, database) == ("ok", "it is not there; `wesley test` brings what its tests need of it")


def test_a_server_and_a_database_with_it(with_files: str) -> None:
    told = "the server has 1.3.3; it is not in this database, and need not be"
    assert seen(CHECK, with_files) == ("ok", told)
    run(with_files, "CREATE EXTENSION pgtap")
    assert seen(CHECK, with_files) == ("ok", "1.3.3 is in this database")
