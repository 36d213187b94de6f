"""Make a plan."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.changes.change import Change
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName
from wesley.diff.ambiguity import refuse_ambiguity
from wesley.diff.diff import in_old_names, unrenamed
from wesley.diff.match_renames import match_renames
from wesley.diff.renames import Renames, inverse, names_of
from wesley.ir.schema import Physical, Schema
from wesley.plan.backfills import backfills
from wesley.plan.course import course
from wesley.plan.kept import PLAIN, Keeping
from wesley.plan.loss import refuse_loss
from wesley.plan.newer import refuse_newer
from wesley.plan.own_objects import without_kept
from wesley.plan.plan import Phase, Plan
from wesley.plan.roles import missing_roles
from wesley.plan.segments import segments
from wesley.plan.unfold import Piece, created, unfold
from wesley.sql.error import SqlError


def make_plan(
    old: Schema,
    new: Schema,
    *,
    server: int,
    contract: bool = False,
    allow_drop: tuple[str, ...] = (),
    renames: Renames | None = None,
    keeping: Keeping = PLAIN,
) -> Plan:
    """The plan that leads from one schema to another.

    Args:
        old: the schema that is there.
        new: the schema that shall be there.
        server: major version of PostgreSQL that runs it.
        contract: whether the steps that wait for the end of the old application are run.
        allow_drop: names of the objects that may be lost (`users`, `users.age`, `shop.users.age`), `*` for all.
        renames: what is called otherwise in the new schema; None for what its hints say.
        keeping: how data are dealt with that are taken away.

    Raises:
        WesleyError: no plan leads there, a drop and an add may be a rename, or data would be lost that `allow_drop`
            does not name.
    """
    if renames is None:
        renames = _matched(old, new, allow_drop)
    refuse_newer(old.physical, new.physical, server)
    its = course(old.physical, new.physical, renames, keeping)
    changes = (*missing_roles(old, new), *its.changes)
    # All changes but the renames, which come last, speak the old names.
    goal = in_old_names(its.goal, renames)
    filled = _filled(new, renames)
    start = Situation(before=old.physical, goal=goal, version=server, backfills=filled, sides=its.sides)
    start = created(changes, replace(start, texts=renames.texts))
    pieces = _pieces(changes, start)
    plan = Plan(
        server=server,
        before=old.physical,
        between=_expanded(old.physical, pieces),
        goal=its.goal,
        segments=segments(pieces, start.created),
        created=tuple(RelationName(schema=schema, name=name) for schema, name in sorted(start.created)),
        contract=contract,
        renames=renames,
        kept=its.kept,
    )
    refuse_loss(plan, allow_drop)
    return plan


def _pieces(changes: tuple[Change, ...], start: Situation) -> tuple[Piece, ...]:
    try:
        return tuple(unfold(changes, start))
    except SqlError as error:
        raise unrenamed(error) from error


def _filled(new: Schema, renames: Renames) -> tuple[tuple[tuple[str, str, str], str, int], ...]:
    """What `@backfill` says, in the names that all changes but the renames speak."""
    try:
        return backfills(new, names_of(inverse(renames)))
    except SqlError as error:
        raise unrenamed(error) from error


def _matched(old: Schema, new: Schema, allow_drop: tuple[str, ...]) -> Renames:
    """What the hints of the new schema say is called otherwise."""
    renames = match_renames(old, new)
    known = replace(new, physical=without_kept(new.physical))
    refuse_ambiguity(without_kept(old.physical), known, renames, allow_drop)
    return renames


def _expanded(old: Physical, pieces: tuple[Piece, ...]) -> Physical:
    """The schema when everything is done that does not wait."""
    done = (piece.after.before for piece in reversed(pieces) if piece.phase is Phase.EXPAND)
    return next(done, old)
