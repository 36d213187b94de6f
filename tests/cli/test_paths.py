"""Paths are shown as short as they can be understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from wesley.cli.paths import shown


def test_relative_inside_and_absolute_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")
    assert shown(tmp_path / "a" / "b" / "c.graphql") == "b/c.graphql"
    assert shown(Path("b/c.graphql")) == "b/c.graphql"
    assert shown(tmp_path / "a") == "."
    assert shown(tmp_path / "b.graphql") == (tmp_path / "b.graphql").as_posix()


def test_a_name_in_another_encoding_can_be_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(Path("x\udcff.graphql")) == "x\ufffd.graphql"
