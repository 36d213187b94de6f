"""A database and a schema in SDL made comparable without asking a server."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from wesley.diff.diff import in_old_names
from wesley.diff.match_renames import match_renames
from wesley.ir.schema import Schema
from wesley.plan.scope import scoped, with_view_types
from wesley.postgres.catalog.settle import settle


class Respelled(Struct, frozen=True, kw_only=True):
    """The database in the spelling of the schema, and the schema with all that it has no words for taken over."""

    found: Schema
    expected: Schema


def respelled(found: Schema, written: Schema) -> Respelled:
    """Make a database and a schema comparable.

    Args:
        found: the database.
        written: the schema.

    Raises:
        WesleyError: hints of the schema cannot all hold.
    """
    goal = scoped(found, written)
    aim = in_old_names(goal.physical, match_renames(found, goal))
    settled = settle(found.physical, aim)
    return Respelled(found=replace(found, physical=settled), expected=with_view_types(goal, aim, settled))
