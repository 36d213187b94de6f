"""Where a user's expression stands, and what may stand in it there."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Context(StrEnum):
    """Where an expression stands; the value says it in messages."""

    CHECK = "a check"
    DEFAULT = "a default"
    GENERATED = "a generated column"
    INDEX_KEY = "an index key"
    PREDICATE = "an index or exclusion predicate"
    POLICY = "a policy"
    BACKFILL = "a backfill"
    TRIGGER = "a column computed by a trigger"


class Allowance(Struct, frozen=True, kw_only=True):
    """What a context allows beyond plain scalar expressions.

    Args:
        columns: columns of the row.
        subqueries: SELECT inside the expression.
        immutable: only functions that always give the same result for the same arguments.
        rows: names that may qualify a column, beside the table's own.
    """

    columns: bool = True
    subqueries: bool = False
    immutable: bool = False
    rows: tuple[str, ...] = ()


ALLOWANCES = {
    Context.CHECK: Allowance(),
    Context.DEFAULT: Allowance(columns=False),
    Context.GENERATED: Allowance(immutable=True),
    Context.INDEX_KEY: Allowance(immutable=True),
    Context.PREDICATE: Allowance(immutable=True),
    Context.POLICY: Allowance(subqueries=True),
    Context.BACKFILL: Allowance(subqueries=True),
    Context.TRIGGER: Allowance(subqueries=True, rows=("new", "old")),
}
