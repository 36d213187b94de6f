"""Where a change is made: what a change needs to know to choose its form."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from wesley.ir.schema import Physical


class _Applicable(Protocol):
    def apply(self, schema: Physical) -> Physical: ...


class Situation(Struct, frozen=True, kw_only=True, dict=True):
    """The state of the plan at the moment when a change is turned into statements.

    Args:
        before: the schema right before the change, everything planned so far applied.
        goal: the schema that the whole plan leads to.
        version: major version of the target server.
        created: `(schema, name)` of the tables that this plan creates: they are empty, and nobody uses them yet.
        backfills: `(schema, table, column)` to the SQL expression that fills rows which are there (`@backfill`), and
            the number of rows of the first batch.
        texts: `(schema, table, column)`, value before and value after: values that rows have under another name.
        sides: `(schema, table, column)` to the side table that holds what the column held before its type changes.
    """

    before: Physical
    goal: Physical
    version: int
    created: frozenset[tuple[str, str]] = frozenset()
    backfills: tuple[tuple[tuple[str, str, str], str, int], ...] = ()
    texts: tuple[tuple[tuple[str, str, str], str, str], ...] = ()
    sides: tuple[tuple[tuple[str, str, str], str], ...] = ()

    def is_new(self, schema: str, table: str) -> bool:
        """True for a table that this plan creates."""
        return (schema, table) in self.created

    def backfill(self, schema: str, table: str, column: str) -> tuple[str, int] | None:
        """The expression and batch size of `@backfill` on this column; None when there is none."""
        wanted = (schema, table, column)
        return next(((sql, size) for place, sql, size in self.backfills if place == wanted), None)

    def side(self, schema: str, table: str, column: str) -> str:
        """The side table of a column, as `schema.name`; empty when there is none."""
        return dict(self.sides).get((schema, table, column), "")

    def after(self, change: _Applicable) -> Situation:
        """The situation once a change was made."""
        # A plan asks for the changes that it makes, and later their statements ask again.
        known: tuple[_Applicable, Situation] | None = self.__dict__.get("_after")
        if known is None or known[0] is not change:
            known = (change, replace(self, before=change.apply(self.before)))
            self.__dict__["_after"] = known
        return known[1]
