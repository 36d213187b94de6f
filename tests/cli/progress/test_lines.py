"""Bytes go to the file as they are given, all of them or with an error."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from wesley.cli.progress.lines import Lines


def test_a_line_is_in_the_file_when_write_returns(tmp_path: Path) -> None:
    path = tmp_path / "log"
    lines = Lines(os.open(path, os.O_WRONLY | os.O_CREAT), owned=True)
    lines.write(b"one\n")
    assert path.read_bytes() == b"one\n"
    lines.close()
    lines.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_an_error() -> None:
    lines = Lines(os.open("/dev/full", os.O_WRONLY), owned=True)
    with pytest.raises(OSError, match="No space"):
        lines.write(b"one\n")
    lines.close()


def test_what_was_not_opened_for_it_is_not_closed() -> None:
    reader, writer = os.pipe()
    Lines(writer, owned=False).close()
    os.write(writer, b"x")
    os.close(writer)
    os.close(reader)
