"""Make a plan."""

from __future__ import annotations

from functools import reduce

from wesley.changes.change import Change
from wesley.changes.situation import Situation
from wesley.diff.diff import diff
from wesley.ir.schema import Physical
from wesley.plan.plan import Phase, Plan
from wesley.plan.segments import segments
from wesley.plan.unfold import Piece, created, unfold


def make_plan(old: Physical, new: Physical, *, server: int, contract: bool = False) -> Plan:
    """The plan that leads from one schema to another.

    Args:
        old: the schema that is there.
        new: the schema that shall be there.
        server: major version of PostgreSQL that runs it.
        contract: whether the steps that wait for the end of the old application are run.

    Raises:
        WesleyError: no plan leads there, or none that loses nothing unsaid.
    """
    changes = diff(old, new)
    start = created(changes, Situation(before=old, goal=new, version=server))
    pieces = tuple(unfold(changes, start))
    return Plan(
        server=server,
        before=old,
        between=_applied(old, pieces),
        goal=new,
        segments=segments(pieces),
        contract=contract,
    )


def _applied(old: Physical, pieces: tuple[Piece, ...]) -> Physical:
    """The schema when everything is done that does not wait."""

    def apply(schema: Physical, change: Change) -> Physical:
        return change.apply(schema)

    return reduce(apply, (piece.change for piece in pieces if piece.phase is Phase.EXPAND), old)
