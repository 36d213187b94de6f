"""The upgrade of examples/saas as one types it: migrate, migrate with the contract, roll back."""

from __future__ import annotations

import shutil

import pytest

from tests.cli.running import Wesley
from tests.examples.test_saas_upgrade import SAAS, _holds, _load, _plan, _rows, _versions
from wesley.cli.checkpoints.checkpoint import FOLDER
from wesley.postgres.catalog.server import major_version
from wesley.postgres.session import session

ALLOWED = ("--allow-drop", "users.last_seen_at")


@pytest.fixture
def saas(
    database: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capfdbinary: object
) -> Wesley:
    """The example's folder, copied, and a database with its first version."""
    folder = tmp_path_factory.mktemp("saas")
    for name in ("schema", "next"):
        shutil.copytree(SAAS / name, folder / name)
    shutil.copy(SAAS / "wesley.toml", folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("DATABASE_URL", database)
    _load(database)
    assert isinstance(capfdbinary, pytest.CaptureFixture)
    return Wesley(folder, capfdbinary)


@pytest.mark.server
def test_there_and_back(saas: Wesley, database: str) -> None:
    rows = _rows(database)
    with session(database) as looking:
        plan = _plan(major_version(looking))
    expanded = saas("migrate", "--to", "next", *ALLOWED, "--yes")
    assert expanded.status == 0, expanded.err
    _holds(database, plan.between)
    done = saas("migrate", "--to", "next", *ALLOWED, "--contract", "--yes")
    assert done.status == 0, done.err
    _holds(database, plan.goal)
    back = saas("rollback", "--yes")
    assert back.status == 0, back.err
    _holds(database, _versions()[0].physical)
    assert _rows(database) == rows
    assert not list((saas.folder / FOLDER).glob("*.json"))
