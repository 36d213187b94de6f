"""Two sides made comparable: what one of them cannot say is taken over, what means the same is spelled the same."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from wesley.cli.codes import SOURCE_UNCLEAR
from wesley.problems.problem import Problem, ServerError, UsageError
from wesley.problems.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wesley.cli.plan_sources.sides import Sides
    from wesley.config.ignore_rules import IgnoreRule
    from wesley.ir.schema import Physical, Schema


class Compared(Struct, frozen=True, kw_only=True):
    """The schemas to make a plan of.

    Args:
        old: the schema that is there.
        new: the schema that shall be there, with what rules leave to others as `old` has it.
        asked: the same without regard to the rules.
        undecided: places whose texts differ and of which nobody could tell whether they mean the same.
        ignored: what differs and is left to others, each with its rule.
        missing: what the new schema needs of others, and they have not made, and what is theirs in tables that go: no
            plan leads there.
    """

    old: Schema
    new: Schema
    asked: Schema
    undecided: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    missing: tuple[Problem, ...] = ()


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
        return _to_sdl(old, new, scoped(old, new), sides)
    if sides.new.is_catalog:
        return _to_catalog(old, new, sides)
    return _left_to_others(old, new, new.physical, sides)


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


def _to_sdl(old: Schema, written: Schema, goal: Schema, sides: Sides) -> Compared:
    """What the server printed is spelled as the schema has it; a rename must not hide that it is the same."""
    from wesley.diff.diff import in_old_names
    from wesley.diff.match_renames import match_renames
    from wesley.diff.renames import inverse
    from wesley.plan.scope import with_view_types

    renames = match_renames(old, goal)
    aim = in_old_names(goal.physical, renames)
    loadable = replace(written, physical=in_old_names(written.physical, renames))
    settled, left = _settled(old.physical, aim, loadable, sides)
    asked = with_view_types(goal, aim, settled)
    found = replace(old, physical=settled)
    both = _left_to_others(found, asked, in_old_names(asked.physical, renames), sides, dict(renames.tables))
    new = replace(both.new, physical=in_old_names(both.new.physical, inverse(renames)))
    return replace(both, new=asked if both.new is asked else new, undecided=left)


def _to_catalog(old: Schema, new: Schema, sides: Sides) -> Compared:
    from wesley.plan.scope import named_roles
    from wesley.postgres.catalog.settle import settle

    new = replace(new, roles=named_roles(new))
    left: tuple[str, ...] = ()
    if sides.old.is_catalog:
        # Servers of two versions may print the same in two ways.
        physical = settle(new.physical, old.physical)
    else:
        physical, left = _settled(new.physical, old.physical, old, sides)
    asked = replace(new, physical=physical)
    return replace(_left_to_others(old, asked, physical, sides), undecided=left)


def _left_to_others(
    old: Schema,
    asked: Schema,
    aim: Physical,
    sides: Sides,
    renamed: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType({}),
) -> Compared:
    """What rules leave to others is as the database has it; no rule is about what is no database.

    Args:
        old, asked: both sides.
        aim: the new one in the names of the old one; so is the new side of what this gives, if a rule fits anything.
        sides: what was read.
        renamed: tables that the plan renames.
    """
    from wesley.plan.ignored import ignored
    from wesley.plan.ignored_needs import lost, missing

    if not sides.old.is_catalog:
        return Compared(old=old, new=asked, asked=asked)
    its = rules(sides)
    taken = ignored(old.physical, aim, its, renamed)
    theirs = lost(old.physical, taken.goal, its)
    if taken.goal is aim:
        return Compared(old=old, new=asked, asked=asked, missing=theirs)
    return Compared(
        old=old,
        new=replace(asked, physical=taken.goal),
        asked=asked,
        ignored=taken.told,
        missing=(*theirs, *missing(old.physical, aim, taken.goal)),
    )


def rules(sides: Sides) -> tuple[IgnoreRule, ...]:
    """What is left to others: by the configuration, and what platforms manage unless the schema names it."""
    from wesley.plan.ignore import rules_of
    from wesley.plan.scope import namespace_names

    own = frozenset() if sides.new.is_record else namespace_names(sides.new.schema.physical)
    return rules_of(sides.ignore, own)


def _settled(found: Physical, expected: Physical, loadable: Schema, sides: Sides) -> tuple[Physical, tuple[str, ...]]:
    """What texts cannot tell, a throw-away server is asked; without one it stays as it was found."""
    from wesley.plan.ignored import ignored
    from wesley.postgres.catalog.settle import settle, undecided

    settled = settle(found, expected)
    left = undecided(settled, expected)
    if left and sides.old.is_catalog:  # nobody has to be asked about what is left to others
        left = undecided(settled, ignored(settled, expected, rules(sides)).goal)
    if not left:
        return settled, ()
    try:
        return _asked(settled, expected, loadable, sides.version), ()
    except ServerError:
        return settled, tuple(f"{one.schema}.{one.name}: {one.element}" for one in left)


def _asked(found: Physical, expected: Physical, loadable: Schema, version: int) -> Physical:
    from wesley.cli.plan_sources.sql_files import server
    from wesley.postgres.catalog.ask import settle_by_server
    from wesley.targets.postgres.document import document

    with server(version) as conninfo:
        return settle_by_server(found, expected, document(loadable), conninfo)
