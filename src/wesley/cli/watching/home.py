"""The working directory, which may vanish and come back as another folder of its name."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from wesley.cli.paths import shown


def keep_to(home: Path) -> bool:
    """Go back to the working directory where the one that we are in is gone; True when we are in one.

    Args:
        home: where it was, absolute.
    """
    with suppress(OSError):
        Path.cwd()
        return True
    with suppress(OSError):
        os.chdir(home)
        return True
    return False


def named(path: str, home: Path) -> str:
    """A path as the user knows it, also while the working directory is gone.

    Args:
        path: absolute.
        home: the working directory.
    """
    return shown(Path(path)) if keep_to(home) else path.removeprefix(f"{home}/")
