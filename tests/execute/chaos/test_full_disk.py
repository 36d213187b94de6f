"""The disk that a run tells of itself on is full."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Wesley
from tests.execute.concurrent.scene import INDEX, NEW, OLD, indexes
from tests.sdl.harness import compiled
from wesley.postgres.database import load
from wesley.targets.postgres.document import document

FULL = Path("/dev/full")


@pytest.mark.server
@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_a_log_that_cannot_be_written_stops_nothing(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    load(database, document(compiled(OLD)))
    wesley = Wesley(tmp_path, capfdbinary)
    wesley.write("new.graphql", NEW)
    words = ("migrate", "--to", "new.graphql", "--database-url", database, "--yes")
    result = wesley(*words, "--log", str(FULL), "--log-format", "json")
    assert result.status == 0, result.err
    assert result.err.count("no space left on device") == 1
    assert indexes(database) == {INDEX: True}
