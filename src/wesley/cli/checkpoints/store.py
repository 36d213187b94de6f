"""A checkpoint on disk: all of it or the one before, whatever happens meanwhile."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import msgspec

from wesley.cli.checkpoints.checkpoint import FOLDER, Checkpoint, Place, beginning, file_name
from wesley.cli.outputs.leftovers import temporary

_IGNORE = b"# What a migration on this machine is at; it means nothing elsewhere.\n*\n"


def write(folder: Path, checkpoint: Checkpoint) -> None:
    """Put a checkpoint into its file, and have the disk hold it.

    Args:
        folder: the folder of the configuration.
        checkpoint: what to write.

    Raises:
        OSError: the machine does not let it; the checkpoint before is still there.
    """
    place = folder / FOLDER / file_name(checkpoint.place, checkpoint.plan)
    place.parent.mkdir(parents=True, exist_ok=True)
    ignore = place.parents[1] / ".gitignore"
    if not ignore.exists():
        _put(ignore, _IGNORE)
    _put(place, msgspec.json.format(msgspec.json.encode(checkpoint), indent=2) + b"\n")


def _put(place: Path, data: bytes) -> None:
    beside = temporary(place)
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def remove(folder: Path, place: Place) -> None:
    """Take the checkpoints of a database away, and the folder if they were the last ones.

    A plan that is through is the only one that was unfinished in its database: another checkpoint is of one that was
    led back, or gone on with from another machine.

    Args:
        folder: the folder of the configuration.
        place: the database.

    Raises:
        OSError: the machine does not let it.
    """
    there = folder / FOLDER
    # With what a run that was killed while it wrote has left.
    for name in (f"{beginning(place)}*.json", f".{beginning(place)}*.json.*.tmp"):
        for path in there.glob(name):
            path.unlink(missing_ok=True)
    # Others may be there, or may come just now.
    with contextlib.suppress(OSError):
        there.rmdir()
