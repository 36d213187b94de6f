"""One column that is replaced by another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from msgspec import Struct

from wesley.changes.column_move.former import Former
from wesley.ir.column import Column

TableName: TypeAlias = "tuple[str, str]"
Names: TypeAlias = "Mapping[TableName, Mapping[str, str]]"


class Move(Struct, frozen=True, kw_only=True):
    """A column and its successor.

    Args:
        schema, table: where they are.
        column: name of the column now.
        successor: name of its successor while it is built.
        after: the column as it shall be; where its name is `column`, the two change names at the end, otherwise both
            stay in use until the contract.
        kept: name of the old column from the exchange of the names until the contract; empty where both stay in use,
            and for a generated column, which goes at once.
        using: the types that the value is cast to, one after the other; empty for the assignment cast.
        utc: the conversion depends on the session's TimeZone and is made in UTC.
        can_fail: some value of the column has none in the new type.
        lossy: values are rounded, cut, or become equal to others.
        former: on the way back, the column that still has the values of before; None where there is none.
    """

    schema: str
    table: str
    column: str
    successor: str
    after: Column
    kept: str = ""
    using: tuple[str, ...] = ()
    utc: bool = False
    can_fail: bool = False
    lossy: bool = False
    former: Former | None = None

    @property
    def place(self) -> TableName:
        """Schema and name of the table."""
        return (self.schema, self.table)

    @property
    def renames(self) -> bool:
        """True when the successor has the new name from the start, so that both stay in use until the contract."""
        return self.successor == self.after.name

    @property
    def computed(self) -> bool:
        """True for a generated column: its values are never lost, and nothing has to keep two of them equal."""
        return self.after.generated is not None


def successors(moves: Iterable[Move]) -> dict[TableName, dict[str, str]]:
    """By table, from each column to its successor."""
    found: dict[TableName, dict[str, str]] = {}
    for move in moves:
        found.setdefault(move.place, {})[move.column] = move.successor
    return found


def tables(moves: Iterable[Move]) -> tuple[TableName, ...]:
    """The tables of the moves, each once, in order."""
    return tuple(dict.fromkeys(move.place for move in moves))
