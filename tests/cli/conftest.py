"""The command line as the tests use it: in a folder of its own, without the variables of whoever runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.running import Wesley

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def wesley(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Wesley:
    """Runs commands in an empty working directory."""
    for name in ("NO_COLOR", "FORCE_COLOR", "DATABASE_URL", "WESLEY_CONFIG", "WESLEY_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return Wesley(tmp_path, capfdbinary)
