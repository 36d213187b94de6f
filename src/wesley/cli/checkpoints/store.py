"""A checkpoint on disk: all of it or the one before, whatever happens meanwhile."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import msgspec

from wesley.cli.checkpoints.checkpoint import FOLDER, Checkpoint, Place, file_name
from wesley.cli.outputs.leftovers import temporary

_IGNORE = "# What a migration on this machine is at; it means nothing elsewhere.\n*\n"


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
        ignore.write_text(_IGNORE, encoding="utf-8")
    beside = temporary(place)
    try:
        with beside.open("wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(checkpoint), indent=2) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def remove(folder: Path, place: Place, plan: str) -> None:
    """Take a checkpoint away, and the folder if it was the last one.

    Args:
        folder: the folder of the configuration.
        place: the database.
        plan: name of the plan.

    Raises:
        OSError: the machine does not let it.
    """
    path = folder / FOLDER / file_name(place, plan)
    path.unlink(missing_ok=True)
    # What a run that was killed while it wrote has left.
    for left in path.parent.glob(f".{path.name}.*.tmp"):
        left.unlink(missing_ok=True)
    # Others may be there, or may come just now.
    with contextlib.suppress(OSError):
        path.parent.rmdir()
