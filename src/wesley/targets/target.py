"""What a target is."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from wesley.config.settings import Settings
from wesley.ir.schema import Schema


class Target(Struct, frozen=True):
    """One kind of output.

    Args:
        name: the word that `--only` and `outputs.only` know it by.
        emit: from a valid schema to texts by path, relative to the output folder, with `/` between folders. It is a
            pure function: equal arguments give equal bytes.
    """

    name: str
    emit: Callable[[Schema, Settings], dict[str, str]]
