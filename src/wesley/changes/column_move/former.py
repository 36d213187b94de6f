"""A column that still has the values of which another one has what they became."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from msgspec import Struct

from wesley.sql.text import quote_identifier


class Former(Struct, frozen=True, kw_only=True):
    """On the way back from a change of type, the column of before.

    Args:
        column: its name.
        types: the types that its value was cast to, in order.
        utc: the casts depend on TimeZone and were made in UTC.
    """

    column: str
    types: tuple[str, ...]
    utc: bool = False


def still_same(former: Former, column: str, row: str = "") -> str:
    """SQL that is true for a row whose value is still what the former one became.

    Only casts that were made before are made again, so none can fail.

    Args:
        former: the column of before.
        column: the column now.
        row: `NEW.` in a trigger.
    """
    old, now = f"{row}{quote_identifier(former.column)}", f"{row}{quote_identifier(column)}"
    return same(cast(old, former.types), now)


def cast(value: str, types: Iterable[str]) -> str:
    """A value in one type after the other."""
    return reduce(lambda sql, each: f"({sql})::{each}", types, value)


def same(left: str, right: str) -> str:
    """Byte by byte: every type has that, and what an operator takes for equal (1.0 and 1.00) is another value."""
    return f"ROW({left})::record *= ROW({right})::record"


def differ(left: str, right: str) -> str:
    """The opposite of `same`."""
    return f"ROW({left})::record *<> ROW({right})::record"
