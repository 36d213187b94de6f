"""The changes of a plan, with what was kept by others left alone and what this one takes away kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce

from msgspec import Struct

from wesley.changes.change import Change
from wesley.changes.codes import KEPT_IN_USE
from wesley.changes.drop_not_null import in_primary_key
from wesley.changes.edit import the_column, the_table
from wesley.changes.pairs import differing
from wesley.changes.require_later import RequireLater
from wesley.changes.rewrite import renamed
from wesley.changes.set_not_null import SetNotNull
from wesley.changes.value_source import gives_value
from wesley.diff.diff import diff, in_old_names
from wesley.diff.renames import Renames, names_of
from wesley.ir.schema import Physical
from wesley.plan.bring_back import first_back, last_back, old_values
from wesley.plan.formers import kept_formers, left_formers, with_former
from wesley.plan.kept import NOTHING_KEPT, Keeping, Kept
from wesley.plan.own_objects import with_kept, without_kept
from wesley.plan.soften import softened
from wesley.problems.problem import Problem, WesleyError


class Course(Struct, frozen=True, kw_only=True):
    """What a plan does.

    Args:
        changes: in order; all but the renames, which come last, speak the old names.
        goal: the schema after all of them.
        kept: what they keep of what they take away.
        sides: by table and column, in the old names, the side table that has the values of before.
    """

    changes: tuple[Change, ...]
    goal: Physical
    kept: Kept = NOTHING_KEPT
    sides: tuple[tuple[tuple[str, str, str], str], ...] = ()


def course(old: Physical, new: Physical, renames: Renames, keeping: Keeping) -> Course:
    """The changes from one schema to another.

    Args:
        old: the schema that is there.
        new: the schema that shall be there; what it says of kept objects counts for a purge only.
        renames: what is called otherwise in it.
        keeping: how data are dealt with that are taken away.

    Raises:
        WesleyError: no changes lead there, or something cannot be kept.
    """
    if keeping.purge:
        return Course(changes=diff(old, new), goal=new)
    wish = in_old_names(without_kept(new), renames)
    back = tuple(first_back(keeping.bring_back, wish))
    beside, formers = kept_formers(keeping.bring_back, _after(back, old), wish, renames)
    first = (*back, *beside)
    start = _after(first, old)
    aim = with_kept(start, wish)
    target = without_kept(new) if aim is wish else renamed(aim, names_of(renames)) if renames else aim
    changes = diff(start, target, renames)
    if not (keeping.soft_drop or keeping.keep_data):
        patient = _patient(changes, keeping.bring_back, aim)
        taking = with_former(patient, {**formers, **left_formers(keeping.old_columns, renames)})
        last = (*last_back(keeping.bring_back, renames, formers), *old_values(keeping.old_columns))
        return Course(changes=(*first, *taking, *last), goal=target)
    soft = softened(changes, start, aim, renames, keeping)
    _refuse_readers(target, soft.goal)
    return Course(changes=(*first, *soft.changes), goal=soft.goal, kept=soft.kept, sides=soft.sides)


def _after(changes: Iterable[Change], schema: Physical) -> Physical:
    return reduce(lambda before, change: change.apply(before), changes, schema)


def _patient(changes: Iterable[Change], back: Kept, aim: Physical) -> Iterator[Change]:
    """The changes, with NOT NULL of what comes back waiting: the application in use does not know the column."""
    unknown = {(one.schema, one.table, one.column) for one in back.columns}
    unknown |= {(one.schema, one.table, one.column) for one in back.values}
    for change in changes:
        if isinstance(change, SetNotNull) and (change.schema, change.table, change.column) in unknown:
            column = the_column(aim, change.schema, change.table, change.column)
            keyed = in_primary_key(the_table(aim, change.schema, change.table), column.name)
            yield change if keyed or gives_value(column) else RequireLater(required=change)
        else:
            yield change


def _refuse_readers(target: Physical, goal: Physical) -> None:
    """PostgreSQL drops nothing that something reads, but moves and renames it without a word."""
    problems = [
        Problem(
            code=KEPT_IN_USE,
            message=f"{name} still reads what is dropped",
            help="take it out of there, too",
        )
        for name in _changed(without_kept(target), without_kept(goal))
    ]
    if problems:
        raise WesleyError(*problems)


def _changed(left: Physical, right: Physical) -> Iterator[str]:
    for collection in ("tables", "views", "functions"):
        for one, _ in differing(getattr(left, collection), getattr(right, collection)):
            yield f"{one.schema}.{one.name}"
