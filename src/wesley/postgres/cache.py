"""The folder of this user's cache."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path | None:
    """Where clusters are kept, whether or not it is there yet; None for a user without a home.

    It is what the XDG base directory specification says; a relative path is to be ignored.
    """
    stated = os.environ.get("XDG_CACHE_HOME", "")
    home = stated if Path(stated).is_absolute() else os.path.expanduser("~/.cache")  # noqa: PTH111  # ~ may be unknown
    return Path(home) / "wesley" if Path(home).is_absolute() else None
