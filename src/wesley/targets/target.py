"""What a target is."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.memory.memory import Memory


class Emit(Protocol):
    """From a valid schema to texts by path, relative to the output folder, with `/` between folders.

    It is a pure function: equal arguments give equal bytes. The memory holds parts of the outputs of earlier schemas
    (`watch/warm.py`), and changes nothing but the time that it takes.
    """

    def __call__(self, schema: Schema, settings: Settings, memory: Memory | None = None, /) -> dict[str, str]:
        """The texts by path.

        Args:
            schema: a valid schema.
            settings: the configuration.
            memory: of parts of earlier outputs.
        """


class Target(Struct, frozen=True):
    """One kind of output.

    Args:
        name: the word that `--only` and `outputs.only` know it by.
        emit: makes it.
    """

    name: str
    emit: Emit
