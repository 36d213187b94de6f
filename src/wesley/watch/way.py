"""How the database of the tests gets from the schema that it has to the one that it shall have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from wesley.problems.problem import WesleyError

if TYPE_CHECKING:
    from wesley.ir.schema import Physical, Schema
    from wesley.plan.plan import Plan

Key = tuple[str, str]
"""Schema and name of a table."""


class Way(Struct, frozen=True, kw_only=True):
    """A way.

    Args:
        plan: what to run; None where the database is made anew.
        reason: why it is made anew; empty otherwise.
    """

    plan: Plan | None = None
    reason: str = ""


def way(held: Schema, schema: Schema, server: int) -> Way:
    """A plan, unless none leads there or it would lose data.

    Args:
        held: what the database holds.
        schema: what it shall hold.
        server: major version of the server.
    """
    from wesley.plan.make import make_plan

    try:
        return Way(plan=make_plan(held, schema, server=server, contract=True))
    except WesleyError as error:
        more = len(error.problems) - 1
        return Way(reason=error.problems[0].message + (f", and {more} more" if more else ""))


def touched(held: Schema, schema: Schema) -> frozenset[Key] | None:
    """The tables that differ, and those that refer to them; None where more than tables differs."""
    if held.roles != schema.roles or _without_tables(held.physical) != _without_tables(schema.physical):
        return None
    before = {(table.schema, table.name): table for table in held.physical.tables}
    now = {(table.schema, table.name): table for table in schema.physical.tables}
    differing = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
    referring = {(one.schema, one.name) for key in differing for one in schema.physical.referring(*key)}
    return frozenset(differing | referring)


def _without_tables(physical: Physical) -> Physical:
    return replace(physical, tables=())
