"""Where an element was written, and at which place it stands: kept with it, but no part of what it is.

Two schemas that differ only in these are the same schema, so every `Origin` equals every other one, and so does every
`Position`.
"""

from __future__ import annotations

from typing import Any


class Origin:
    """The place in a source where an element was written.

    Args:
        file: name of the source as the user gave it; empty when there is none.
        line: line number, from 1; 0 when unknown.
        column: column number in characters, from 1; 0 when unknown.
        length: how many characters to underline, at least 1.
    """

    __slots__ = ("column", "file", "length", "line")

    def __init__(self, file: str = "", line: int = 0, column: int = 0, length: int = 1) -> None:
        self.file = file
        self.line = line
        self.column = column
        self.length = length

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Origin)

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def known(self) -> bool:
        """True when this names a real place."""
        return self.line > 0

    def place(self) -> tuple[str, int, int]:
        """File, line and column: what to sort by and what to compare places with."""
        return (self.file, self.line, self.column)


NOWHERE = Origin()


class Position:
    """The ordinal of a column in its table, from 1, as `pg_attribute.attnum` counts.

    PostgreSQL appends columns, so a table that was changed has another order than one that was created: the order is
    kept for output and left out of every comparison.
    """

    __slots__ = ("number",)

    def __init__(self, number: int = 0) -> None:
        self.number = number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Position)

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return f"Position({self.number})"


UNPLACED = Position()


def encode_aside(value: Any) -> Any:
    """msgspec's `enc_hook` for the two types of this file: a position is its number, an origin is left out."""
    if isinstance(value, Position):
        return value.number
    if isinstance(value, Origin):
        return None
    raise TypeError(f"no JSON form for {type(value).__name__}")


def decode_aside(kind: type, value: Any) -> Any:
    """msgspec's `dec_hook`, the inverse of `encode_aside`."""
    if kind is Position:
        return Position(int(value))
    if kind is Origin:
        return NOWHERE
    raise TypeError(f"no value of {kind.__name__} in JSON")
