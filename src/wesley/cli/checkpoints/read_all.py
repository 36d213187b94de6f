"""The local checkpoints that are there."""

from __future__ import annotations

from pathlib import Path

import msgspec

from wesley.cli.checkpoints.checkpoint import FOLDER, FORMAT, Checkpoint
from wesley.cli.paths import shown

_LARGEST = 1_000_000


def read_all(folder: Path) -> tuple[tuple[Checkpoint, ...], tuple[str, ...]]:
    """Read every checkpoint, the latest first.

    Args:
        folder: the folder of the configuration.

    Returns:
        The checkpoints; and a sentence for each file that cannot be read and is passed over.
    """
    found: list[Checkpoint] = []
    faults: list[str] = []
    try:
        paths = sorted((folder / FOLDER).glob("*.json"))
    except OSError as error:
        return (), (_fault(folder / FOLDER, (error.strerror or "unknown reason").lower()),)
    for path in paths:
        read = _read(path)
        if isinstance(read, Checkpoint):
            found.append(read)
        else:
            faults.append(_fault(path, read))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True)), tuple(faults)


def _read(path: Path) -> Checkpoint | str:
    """The checkpoint, or why there is none."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return "it is no checkpoint"
        checkpoint = msgspec.json.decode(path.read_bytes(), type=Checkpoint)
    except OSError as error:
        return (error.strerror or "unknown reason").lower()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return "it is damaged, or no checkpoint"
    return checkpoint if checkpoint.format == FORMAT else "it is of another version of Wesley"


def _fault(path: Path, reason: str) -> str:
    return f"the checkpoint `{shown(path)}` is passed over: {reason}"
