"""Files that are written beside their places, and what a killed run leaves of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from wesley.cli.outputs.manifest import is_ours

_TEMPORARY = re.compile(r"\..+\.(\d{1,9})\.tmp", re.DOTALL)


def temporary(target: Path) -> Path:
    """Where this process writes a file before it takes its place."""
    return target.with_name(f".{target.name}.{os.getpid()}.tmp")


def leftovers(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Such files, in these folders, of processes that have ended: marked as ours, or still empty.

    Windows cannot be asked for a process without ending it, so nothing is found there.
    """
    if os.name != "posix":
        return ()
    return tuple(path for folder in sorted(folders) for path in _in_folder(folder))


def _in_folder(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    # Most files are outputs: only the few that may be left ones become paths.
    for name in sorted(os.listdir(folder)):  # noqa: PTH208
        found = _TEMPORARY.fullmatch(name)
        if (
            found
            and (path := folder / name).is_file()
            and not path.is_symlink()
            and _has_ended(int(found[1]))
            and _is_left(path)
        ):
            yield path


def _is_left(path: Path) -> bool:
    data = path.read_bytes()
    return not data or is_ours(data)


def _has_ended(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False
