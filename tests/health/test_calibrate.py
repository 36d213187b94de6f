"""Measuring a server leaves it as it was."""

from __future__ import annotations

import pytest

from tests.cli.migration.databases import asked, catalog
from wesley.health import calibrate as module
from wesley.health.calibrate import calibrate
from wesley.postgres.session import session

pytestmark = pytest.mark.server

_HELD = "SELECT count(*) FROM pg_locks WHERE relation >= 16384"


def test_figures_come_out_and_nothing_stays(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROWS", 20_000)
    monkeypatch.setattr(module, "_MAKE", tuple(text.replace("100000", "20000") for text in module._MAKE))
    before = catalog(database)
    with session(database) as own:
        measured = calibrate(own)
        assert asked(database, "SELECT count(*) FROM pg_locks WHERE relation > 16384 AND pid <> pg_backend_pid()") == [
            (0,)
        ]
    assert all(1e4 < rate < 1e11 for rate in (measured.scan, measured.build, measured.rewrite))
    assert 100 < measured.backfill < 1e8
    assert 1_000_000 < measured.bytes < 10_000_000
    assert catalog(database) == before
