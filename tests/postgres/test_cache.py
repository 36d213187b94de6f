"""The folder of this user's cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from wesley.postgres.cache import cache_folder


def test_it_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "wesley"


@pytest.mark.parametrize("stated", ["", "relative/path"])
def test_else_it_is_in_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, stated: str) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", stated)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache/wesley"


def test_a_user_without_a_home_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert cache_folder() is None
