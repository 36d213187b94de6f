"""The local mirror of the journal: where a migration stands, without asking the database."""

from __future__ import annotations

from wesley.cli.checkpoints.checkpoint import Checkpoint, Place
from wesley.cli.checkpoints.keeper import Keeper
from wesley.cli.checkpoints.read_all import read_all

__all__ = ["Checkpoint", "Keeper", "Place", "read_all"]
