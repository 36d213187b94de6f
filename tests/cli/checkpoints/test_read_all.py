"""Damaged files are told of and passed over."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from wesley.cli.checkpoints.checkpoint import FOLDER, Checkpoint, Place
from wesley.cli.checkpoints.read_all import read_all
from wesley.cli.checkpoints.store import write

_CHECKPOINT = Checkpoint(
    place=Place(host="", port="", dbname="app"),
    plan="3-1a2b3c4d",
    run="r-1",
    segments=4,
    segments_done=1,
    statements=20,
    statements_done=5,
    percent=25,
    at="2026-03-01T12:00:00.000Z",
)


def test_where_there_is_no_folder_there_are_none(tmp_path: Path) -> None:
    assert read_all(tmp_path) == ((), ())


def test_the_latest_comes_first(tmp_path: Path) -> None:
    later = replace(_CHECKPOINT, plan="4-00000000", at="2026-03-02T12:00:00.000Z")
    write(tmp_path, _CHECKPOINT)
    write(tmp_path, later)
    assert read_all(tmp_path)[0] == (later, _CHECKPOINT)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is damaged, or no checkpoint"),
        (b'{"place": {"host"', "it is damaged, or no checkpoint"),
        (b"\xff\xfe", "it is damaged, or no checkpoint"),
        (b"[" * 100_000, "it is damaged, or no checkpoint"),
        (b'{"format": 1}', "it is damaged, or no checkpoint"),
        (b" " * 2_000_000, "it is no checkpoint"),
    ],
    ids=["empty", "cut off", "not UTF-8", "nested", "incomplete", "huge"],
)
def test_a_damaged_file_is_passed_over(tmp_path: Path, data: bytes, reason: str) -> None:
    write(tmp_path, _CHECKPOINT)
    (tmp_path / FOLDER / "app-other.json").write_bytes(data)
    found, (fault,) = read_all(tmp_path)
    assert found == (_CHECKPOINT,)
    assert fault.endswith(f"app-other.json` is passed over: {reason}")


def test_one_of_a_newer_wesley_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, replace(_CHECKPOINT, format=2))
    assert "another version of Wesley" in read_all(tmp_path)[1][0]


def test_a_folder_in_the_place_of_a_file_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / FOLDER / "app.json").mkdir(parents=True)
    assert "it is no checkpoint" in read_all(tmp_path)[1][0]
