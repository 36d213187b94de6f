"""A plan that comes through a pipe can be read as often as one in a file."""

from __future__ import annotations

import io
import os
import socket
import threading
from pathlib import Path

import pytest

from wesley.cli.migration.spooled import spooled
from wesley.problems.problem import UsageError


class Input:
    """Standard input with some bytes in it."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_a_file_is_read_where_it_is(tmp_path: Path) -> None:
    for path in (tmp_path / "plan.json", tmp_path / "nowhere"):
        with spooled(str(path)) as found:
            assert found == path


def test_standard_input_is_kept_until_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Input(b"a plan\n"))
    with spooled("-") as path:
        assert [path.read_bytes(), path.read_bytes()] == [b"a plan\n"] * 2
    assert not path.exists()


def test_so_is_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writing = threading.Thread(target=lambda: pipe.write_bytes(b"a plan\n"))
    writing.start()
    with spooled(str(pipe)) as path:
        assert [path.read_bytes(), path.read_bytes()] == [b"a plan\n"] * 2
    writing.join()


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "socket"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(place))
        with pytest.raises(UsageError, match="socket` cannot be read: no such device"), spooled(str(place)):
            pass
