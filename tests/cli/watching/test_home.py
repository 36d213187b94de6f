"""The working directory goes and comes back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from wesley.cli.watching.home import keep_to, named


def test_one_that_vanishes_is_gone_back_to_when_it_is_there_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "project"
    home.mkdir()
    monkeypatch.chdir(home)
    assert keep_to(home)
    assert named(f"{home}/schema/a.graphql", home) == "schema/a.graphql"
    shutil.rmtree(home)
    assert not keep_to(home)
    assert named(f"{home}/schema/a.graphql", home) == "schema/a.graphql"
    home.mkdir()
    assert keep_to(home)
    assert Path.cwd() == home
