"""Two sides made comparable: what one of them cannot say is taken over, what means the same is spelled the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from wesley.cli.codes import SOURCE_UNCLEAR
from wesley.problems.problem import Problem, ServerError, UsageError
from wesley.problems.suggest import did_you_mean

if TYPE_CHECKING:
    from wesley.cli.plan_sources.sides import Sides
    from wesley.ir.schema import Physical, Schema


class Compared(Struct, frozen=True, kw_only=True):
    """The schemas to make a plan of.

    Args:
        old: the schema that is there.
        new: the schema that shall be there.
        undecided: places whose texts differ and of which nobody could tell whether they mean the same.
    """

    old: Schema
    new: Schema
    undecided: tuple[str, ...] = ()


def compared(sides: Sides, namespaces: tuple[str, ...]) -> Compared:
    """The schemas of both sides as a plan can compare them.

    Args:
        sides: the two sides.
        namespaces: the PostgreSQL schemas to compare; empty for all.

    Raises:
        WesleyError: hints of the new schema cannot all hold.
        UsageError: neither side has a PostgreSQL schema of one of the names.
    """
    from wesley.plan.scope import limited, scoped

    old, new = sides.old.schema, sides.new.schema
    if namespaces:
        _refuse_unknown(namespaces, (old.physical, new.physical))
        old, new = limited(old, namespaces), limited(new, namespaces)
    if sides.old.is_catalog and not sides.new.is_whole:
        return _to_sdl(old, new, scoped(old, new), sides.version)
    if sides.new.is_catalog:
        return _to_catalog(old, new, sides)
    return Compared(old=old, new=new)


def _refuse_unknown(namespaces: tuple[str, ...], sides: tuple[Physical, Physical]) -> None:
    """Of a name that was mistyped a plan would say that there is nothing to do."""
    from wesley.plan.scope import namespace_names

    known = {"public", *namespace_names(sides[0]), *namespace_names(sides[1])}
    known = {name for name in known if not name.startswith("pg_") and name != "information_schema"}
    unknown = [name for name in namespaces if name not in known]
    if unknown:
        raise UsageError(*(_unknown(name, known) for name in unknown))


def _unknown(name: str, known: set[str]) -> Problem:
    help_text = (
        did_you_mean(name, sorted(known)) or "write it as the catalog has it; what PostgreSQL brings is not planned"
    )
    message = f"neither side has a PostgreSQL schema `{name}` that a plan can change"
    return Problem(code=SOURCE_UNCLEAR, message=message, help=help_text)


def _to_sdl(old: Schema, written: Schema, goal: Schema, version: int) -> Compared:
    """What the server printed is spelled as the schema has it; a rename must not hide that it is the same."""
    from wesley.diff.diff import in_old_names
    from wesley.diff.match_renames import match_renames
    from wesley.plan.scope import with_view_types

    renames = match_renames(old, goal)
    aim = in_old_names(goal.physical, renames)
    loadable = replace(written, physical=in_old_names(written.physical, renames))
    settled, left = _settled(old.physical, aim, loadable, version)
    goal = with_view_types(goal, aim, settled)
    return Compared(old=replace(old, physical=settled), new=goal, undecided=left)


def _to_catalog(old: Schema, new: Schema, sides: Sides) -> Compared:
    from wesley.plan.scope import named_roles
    from wesley.postgres.catalog.settle import settle

    new = replace(new, roles=named_roles(new))
    if sides.old.is_catalog:
        # Servers of two versions may print the same in two ways.
        return Compared(old=old, new=replace(new, physical=settle(new.physical, old.physical)))
    settled, left = _settled(new.physical, old.physical, old, sides.version)
    return Compared(old=old, new=replace(new, physical=settled), undecided=left)


def _settled(found: Physical, expected: Physical, loadable: Schema, version: int) -> tuple[Physical, tuple[str, ...]]:
    """What texts cannot tell, a throw-away server is asked; without one it stays as it was found."""
    from wesley.postgres.catalog.settle import settle, undecided

    settled = settle(found, expected)
    left = undecided(settled, expected)
    if not left:
        return settled, ()
    try:
        return _asked(settled, expected, loadable, version), ()
    except ServerError:
        return settled, tuple(f"{one.schema}.{one.name}: {one.element}" for one in left)


def _asked(found: Physical, expected: Physical, loadable: Schema, version: int) -> Physical:
    from wesley.cli.plan_sources.sql_files import server
    from wesley.postgres.catalog.ask import settle_by_server
    from wesley.targets.postgres.document import document

    with server(version) as conninfo:
        return settle_by_server(found, expected, document(loadable), conninfo)
