"""Running commands in this process and keeping what they print."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from wesley.cli.app import run

USER = "type User @table {\n  id: ID! @primaryKey\n  email: String!\n}\n"
"""A schema in which nothing is wrong."""


@dataclass
class Result:
    """What came of a command."""

    status: int
    out: str
    err: str


class Wesley:
    """Runs commands in a folder."""

    def __init__(self, folder: Path, captured: pytest.CaptureFixture[bytes]) -> None:
        self.folder = folder
        self._captured = captured

    def __call__(self, *arguments: str) -> Result:
        self._captured.readouterr()
        status = run(arguments)
        out, err = self._captured.readouterr()
        return Result(status, out.decode(), err.decode())

    def write(self, path: str, content: str | bytes) -> Path:
        """Make a file, and the folders that it needs."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def files(self) -> list[str]:
        """Paths of all files in the folder, sorted."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())
