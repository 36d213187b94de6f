"""An ordinary user for a moment: permissions mean nothing to the superuser, who often runs the tests."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def ordinary_user() -> Iterator[Path]:
    """Be one for the length of a `with` block; gives an empty folder that belongs to this user."""
    with tempfile.TemporaryDirectory() as name:
        is_root = os.geteuid() == 0
        if is_root:
            os.chown(name, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield Path(name).resolve()
        finally:
            if is_root:
                os.seteuid(0)
            for folder in [Path(here, one) for here, ones, _ in os.walk(name) for one in ones]:
                folder.chmod(0o700)
