"""One file, all of it or nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from wesley.cli.codes import IN_THE_WAY, NOT_WRITTEN
from wesley.cli.outputs.failure import OutputError
from wesley.cli.outputs.one_file import write_file
from wesley.problems.problem import UsageError


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    file = tmp_path / "plan.sql"
    for data in (b"one", b"two"):
        write_file(file, data)
        assert file.read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["plan.sql"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("real")
    write_file(tmp_path / "link", b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"x"


def test_a_pipe_gets_the_bytes(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    write_file(Path(f"/dev/fd/{writer}"), b"x")
    os.close(writer)
    assert os.read(reader, 10) == b"x"
    os.close(reader)


def test_a_folder_is_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        write_file(tmp_path, b"x")
    assert refused.value.problems[0].code is IN_THE_WAY


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as refused:
        write_file(tmp_path / "none" / "plan.sql", b"x")
    assert refused.value.problems[0].code is NOT_WRITTEN
    assert list(tmp_path.iterdir()) == []
