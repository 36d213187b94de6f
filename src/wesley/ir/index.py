"""An index that is not the index of a constraint."""

from __future__ import annotations

from sys import intern

from msgspec import Struct
from msgspec.structs import force_setattr

from wesley.ir.expression import Expression
from wesley.ir.origin import NOWHERE, Origin


class IndexKey(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One key of an index: a column or an expression, never both.

    Args:
        column: database name of a column.
        expression: an expression over columns of the table.
        opclass: operator class, `schema.name` where it is not in the search path.
        collation: collation other than the column's own.
        descending: DESC.
        nulls_first: NULLS FIRST or LAST; None for the default of the direction (first with DESC, last otherwise).
    """

    column: str | None = None
    expression: Expression | None = None
    opclass: str | None = None
    collation: str | None = None
    descending: bool = False
    nulls_first: bool | None = None


class Index(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """CREATE INDEX.

    Args:
        name: index name; it lives in the schema of its table.
        keys: its keys, in order.
        method: access method.
        unique: UNIQUE.
        include: covering columns.
        nulls_not_distinct: NULLS NOT DISTINCT (PostgreSQL 15), only with `unique`.
        parameters: storage parameters of WITH (...), sorted by name.
        where: predicate of a partial index.
        valid: False for what a failed concurrent build, or one that is still running, leaves.
        comment: text of COMMENT ON INDEX.
        origin: where it was written.
    """

    name: str
    keys: tuple[IndexKey, ...]
    method: str = "btree"
    unique: bool = False
    include: tuple[str, ...] = ()
    nulls_not_distinct: bool = False
    parameters: tuple[tuple[str, str], ...] = ()
    where: Expression | None = None
    valid: bool = True
    comment: str | None = None
    origin: Origin = NOWHERE

    def __post_init__(self) -> None:
        force_setattr(self, "method", intern(self.method))

    def leading_columns(self) -> tuple[str, ...]:
        """The plain columns that the keys begin with, up to the first expression."""
        names: list[str] = []
        for key in self.keys:
            if key.column is None:
                break
            names.append(key.column)
        return tuple(names)
