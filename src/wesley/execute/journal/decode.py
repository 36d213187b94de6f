"""The texts of the journal as values again."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from wesley.execute.journal.damaged import damaged
from wesley.ir.origin import decode_aside

_Value = TypeVar("_Value")


def decode(text: str, kind: type[_Value]) -> _Value:
    """A value out of its text.

    Args:
        text: as the journal has it.
        kind: what it holds.

    Raises:
        ServerError: it holds something else: somebody has changed the journal.
    """
    try:
        return msgspec.json.decode(text, type=kind, dec_hook=decode_aside)
    except msgspec.DecodeError:
        raise damaged("a row of it cannot be read") from None
