"""A SQL expression: canonical text with the names that it uses."""

from __future__ import annotations

from msgspec import Struct

from wesley.ir.origin import NOWHERE, Origin


class Expression(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A scalar SQL expression, or for a view a whole query.

    Args:
        sql: canonical text, as `sql/` prints the parse tree.
        columns: names of the columns that it refers to, sorted, without repetition.
        functions: names of the functions that it calls, as written, sorted.
        relations: names of the tables and views that it reads, as written, sorted (only in views).
        origin: where it was written.
    """

    sql: str
    columns: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    origin: Origin = NOWHERE
