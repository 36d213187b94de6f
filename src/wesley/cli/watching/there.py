"""What is at a path now. Where that cannot be told, as in a folder without permission, nothing is."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_HAS_EFFECTIVE = os.access in os.supports_effective_ids


def is_there(path: str) -> bool:
    """Whether something is there."""
    return _mode(path) is not None


def is_file(path: str) -> bool:
    """Whether a file is there, or a link to one."""
    return stat.S_ISREG(_mode(path) or 0)


def is_folder(path: str) -> bool:
    """Whether a folder is there, or a link to one."""
    return stat.S_ISDIR(_mode(path) or 0)


def is_link(path: str) -> bool:
    """Whether a link is there, wherever it leads."""
    try:
        return Path(path).is_symlink()
    except (OSError, ValueError):
        return False


def is_open(path: str) -> bool:
    """Whether a folder is there and may be entered and read."""
    return is_folder(path) and os.access(path, os.R_OK | os.X_OK, effective_ids=_HAS_EFFECTIVE)


def open_folders(root: str) -> list[str]:
    """A folder and those in it, at any depth, that may be read; links are not followed."""
    return [here for here, _, _ in os.walk(root) if is_open(here)]


def _mode(path: str) -> int | None:
    try:
        return Path(path).stat().st_mode
    except (OSError, ValueError):
        return None
