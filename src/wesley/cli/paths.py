"""How paths are shown in messages."""

from __future__ import annotations

import os
from pathlib import Path


def shown(path: Path) -> str:
    """A path relative to the working directory when it is inside it, else absolute; with `/` between folders."""
    absolute = Path.cwd() / path
    is_inside = absolute.is_relative_to(Path.cwd())
    text = (absolute.relative_to(Path.cwd()) if is_inside else absolute).as_posix()
    # A name in another encoding is kept by Python as surrogates, which no output can hold.
    return os.fsencode(text).decode("utf-8", errors="replace")
