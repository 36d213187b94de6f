"""Let go for good what plans have kept."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.changes.own_names import DROPPED, KEPT
from wesley.diff.renames import NO_RENAMES
from wesley.ir.schema import Schema
from wesley.plan.kept import Keeping
from wesley.plan.make import make_plan
from wesley.plan.own_objects import without_kept
from wesley.plan.plan import Plan

NO_WAY_BACK = "what is purged is gone for good"


def purge(schema: Schema, *, server: int, allow_drop: tuple[str, ...] = ()) -> Plan:
    """The plan that drops what was dropped softly, and the side tables.

    Args:
        schema: what is there.
        server: major version of PostgreSQL that runs it.
        allow_drop: names of the objects that may go (`orders`, `users.wesley_dropped_age`), `*` for all.

    Raises:
        WesleyError: something would go that `allow_drop` does not name, or something else stands on what would go.
        UsageError: a name fits nothing that would go.
    """
    rest = replace(schema, physical=without_kept(schema.physical, (DROPPED, KEPT)))
    return make_plan(
        schema,
        rest,
        server=server,
        contract=True,
        allow_drop=allow_drop,
        renames=NO_RENAMES,
        keeping=Keeping(purge=True),
    )
