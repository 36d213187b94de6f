"""A checkpoint on disk."""

from __future__ import annotations

from pathlib import Path

from wesley.cli.checkpoints.checkpoint import FOLDER, Checkpoint, Place, file_name
from wesley.cli.checkpoints.read_all import read_all
from wesley.cli.checkpoints.store import remove, write

_CHECKPOINT = Checkpoint(
    place=Place(host="localhost", port="5432", dbname="app"),
    plan="3-1a2b3c4d",
    run="r-1",
    segments=4,
    segments_done=1,
    statements=20,
    statements_done=5,
    percent=25,
    at="2026-03-01T12:00:00.000Z",
)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    write(tmp_path, _CHECKPOINT)
    assert read_all(tmp_path) == ((_CHECKPOINT,), ())


def test_git_leaves_it_alone(tmp_path: Path) -> None:
    write(tmp_path, _CHECKPOINT)
    assert (tmp_path / ".wesley" / ".gitignore").read_text().endswith("\n*\n")


def test_a_file_of_the_users_stays(tmp_path: Path) -> None:
    (tmp_path / ".wesley").mkdir()
    (tmp_path / ".wesley" / ".gitignore").write_text("mine")
    write(tmp_path, _CHECKPOINT)
    assert (tmp_path / ".wesley" / ".gitignore").read_text() == "mine"


def test_removing_takes_what_a_killed_run_left_beside_it(tmp_path: Path) -> None:
    write(tmp_path, _CHECKPOINT)
    name = file_name(_CHECKPOINT.place, _CHECKPOINT.plan)
    (tmp_path / FOLDER / f".{name}.123.tmp").write_bytes(b"{")
    remove(tmp_path, _CHECKPOINT.place, _CHECKPOINT.plan)
    assert not (tmp_path / FOLDER).exists()
    remove(tmp_path, _CHECKPOINT.place, _CHECKPOINT.plan)


def test_removing_leaves_those_of_others(tmp_path: Path) -> None:
    write(tmp_path, _CHECKPOINT)
    remove(tmp_path, _CHECKPOINT.place, "4-ffffffff")
    assert read_all(tmp_path)[0] == (_CHECKPOINT,)
