"""A checkpoint on disk."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

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
    remove(tmp_path, _CHECKPOINT.place)
    assert not (tmp_path / FOLDER).exists()
    remove(tmp_path, _CHECKPOINT.place)


def test_removing_takes_those_of_plans_that_were_led_back(tmp_path: Path) -> None:
    write(tmp_path, _CHECKPOINT)
    write(tmp_path, replace(_CHECKPOINT, plan="4-ffffffff"))
    remove(tmp_path, _CHECKPOINT.place)
    assert not (tmp_path / FOLDER).exists()


@pytest.mark.parametrize("other", [replace(_CHECKPOINT.place, dbname="app2"), replace(_CHECKPOINT.place, port="5433")])
def test_removing_leaves_those_of_other_databases(tmp_path: Path, other: Place) -> None:
    write(tmp_path, _CHECKPOINT)
    remove(tmp_path, other)
    assert read_all(tmp_path)[0] == (_CHECKPOINT,)


def test_a_disk_that_is_full_leaves_nothing_half_written(tmp_path: Path) -> None:
    with _no_room(), pytest.raises(OSError, match="File too large"):
        write(tmp_path, _CHECKPOINT)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == []
    write(tmp_path, _CHECKPOINT)
    test_git_leaves_it_alone(tmp_path)


@contextmanager
def _no_room() -> Iterator[None]:
    """No file may hold a byte."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
