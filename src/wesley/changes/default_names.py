"""The names that PostgreSQL itself gives to what belongs to a column."""

from __future__ import annotations

_LONGEST = 63


def default_name(table: str, column: str, label: str) -> str:
    """`table_column_label`; when it is too long, table and column are cut, the longer one first.

    PostgreSQL's `makeObjectName` (commands/indexcmds.c) does the same. It numbers a name that is taken.

    Args:
        table: name of the table.
        column: name of the column.
        label: `seq` for the sequence of an identity, `not_null` for the constraint that PostgreSQL 18 makes.
    """
    room = _LONGEST - len(label) - 2
    first, second = table.encode(), column.encode()
    long, short = len(first), len(second)
    while long + short > room:
        if long > short:
            long -= 1
        else:
            short -= 1
    return f"{_cut(first, long)}_{_cut(second, short)}_{label}"


def _cut(text: bytes, length: int) -> str:
    """At most so many bytes, of whole characters."""
    return text[:length].decode(errors="ignore")
