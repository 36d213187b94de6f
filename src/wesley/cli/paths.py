"""How paths are shown in messages."""

from __future__ import annotations

from pathlib import Path


def shown(path: Path) -> str:
    """A path relative to the working directory when it is inside it, else absolute; with `/` between folders."""
    absolute = Path.cwd() / path
    try:
        return absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return absolute.as_posix()
