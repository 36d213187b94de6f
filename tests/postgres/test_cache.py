"""The folder of this user's cache."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

import pytest

from wesley.postgres.cache import cache_folder, clusters_in, let_go_of_unused, size_of


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


def _cluster(cache: Path, name: str, days: float) -> Path:
    """A cluster that was used so many days ago."""
    data = cache / "clusters" / name / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("15\n")
    stamp = data.parent / "stamp"
    stamp.write_text("15.18")
    os.utime(stamp, (time.time() - days * 86400,) * 2)
    return data.parent


def test_what_was_not_used_for_a_month_is_removed(tmp_path: Path) -> None:
    old, young = _cluster(tmp_path, "15-old", 31), _cluster(tmp_path, "15-young", 29)
    let_go_of_unused(tmp_path)
    assert (old.exists(), (young / "data" / "PG_VERSION").exists()) == (False, True)


def test_those_that_were_used_last_are_kept(tmp_path: Path) -> None:
    clusters = [_cluster(tmp_path, f"18-{number}", number / 10) for number in range(23)]
    let_go_of_unused(tmp_path)
    assert clusters_in(tmp_path) == tuple(clusters[:20])


def test_one_that_somebody_copies_is_left_alone(tmp_path: Path) -> None:
    cluster = _cluster(tmp_path, "15-old", 31)
    with (cluster / "stamp").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        let_go_of_unused(tmp_path)
        assert (cluster / "data").is_dir()
    let_go_of_unused(tmp_path)
    assert not cluster.exists()


def test_a_cache_that_is_not_there_has_nothing_to_let_go_of(tmp_path: Path) -> None:
    let_go_of_unused(tmp_path / "none")
    assert (clusters_in(tmp_path / "none"), size_of(tmp_path / "none")) == ((), 0)


def test_size_is_that_of_all_files(tmp_path: Path) -> None:
    cluster = _cluster(tmp_path, "15-a", 0)
    assert size_of(cluster) == len("15\n" + "15.18")
