"""Refuse what can be read in two ways: a rename, or a loss of data beside an empty beginning."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from wesley.changes.own_names import is_old
from wesley.diff.codes import AMBIGUOUS
from wesley.diff.renames import Name, Renames
from wesley.ir.column import Column
from wesley.ir.enum import Enum
from wesley.ir.origin import Origin
from wesley.ir.schema import Physical, Schema
from wesley.ir.table import Table
from wesley.problems.problem import Problem, WesleyError

EVERYTHING = "*"

# Two tables with three of four columns alike are one table to a person who reads both.
_ALIKE = 0.75


def refuse_ambiguity(old: Physical, new: Schema, renames: Renames, allowed: Collection[str] = ()) -> None:
    """Stop where a drop and an add look alike and nothing says what they are.

    Args:
        old: the schema that is there.
        new: the schema that shall be there; a column with `@backfill` is a new one beyond doubt.
        renames: what the hints say.
        allowed: what may be dropped: `users`, `public.users`, `users.age`, `status.open`, ...; `*` for everything.

    Raises:
        WesleyError: one problem for each such pair, with both readings.
    """
    if EVERYTHING in allowed:
        return
    problems = [
        *_columns(old, new, renames, allowed),
        *_tables(old, new.physical, renames, allowed),
        *_values(old, new.physical, renames, allowed),
    ]
    if problems:
        raise WesleyError(*problems)


def _columns(old: Physical, new: Schema, renames: Renames, allowed: Collection[str]) -> Iterator[Problem]:
    after = dict(renames.tables)
    filled = _filled(new)
    for before in old.tables:
        name = (before.schema, before.name)
        table = new.physical.table(*after.get(name, name))
        if table is None or table == before:
            continue
        renamed = {(was, now) for owner, was, now in renames.columns if owner == name}
        gone = _without(before, table, {was for was, _ in renamed})
        come = [
            column
            for column in _without(table, before, {now for _, now in renamed})
            if (table.schema, table.name, column.name) not in filled
        ]
        yield from _column_pairs(before, gone, come, allowed)


def _filled(new: Schema) -> frozenset[tuple[str, str, str]]:
    return frozenset(
        (*each.relation, field.column)
        for each in new.api.objects
        if each.relation is not None
        for field in each.fields
        if field.column is not None and field.backfill is not None
    )


def _without(left: Table, right: Table, renamed: set[str]) -> list[Column]:
    names = {column.name for column in right.columns} | renamed
    return [column for column in left.columns if column.name not in names and not is_old(column.name)]


def _column_pairs(table: Table, gone: list[Column], come: list[Column], allowed: Collection[str]) -> Iterator[Problem]:
    """The pairs of one table that look alike: of one type, or the only ones that go and come."""
    single = len(gone) == len(come) == 1
    for was in gone:
        if _is_allowed(allowed, table.schema, table.name, was.name):
            continue
        for now in come:
            if was.type == now.type or (single and was.generated is None and now.generated is None):
                yield _problem(f"column {table.name}.{was.name}", now.name, f"{table.name}.{was.name}", was, now.origin)


def _tables(old: Physical, new: Physical, renames: Renames, allowed: Collection[str]) -> Iterator[Problem]:
    before, after = {each for each, _ in renames.tables}, {each for _, each in renames.tables}
    gone = [table for table in old.tables if new.table(*_key(table)) is None and _key(table) not in before]
    come = [table for table in new.tables if old.table(*_key(table)) is None and _key(table) not in after]
    for was in gone:
        if _is_allowed(allowed, was.schema, was.name):
            continue
        for now in come:
            if _are_alike(was, now):
                yield _problem(f"table {was.name}", now.name, was.name, was, now.origin)


def _key(table: Table) -> Name:
    return (table.schema, table.name)


def _are_alike(was: Table, now: Table) -> bool:
    left = {(column.name, column.type) for column in was.columns}
    right = {(column.name, column.type) for column in now.columns}
    return bool(left) and len(left & right) >= _ALIKE * max(len(left), len(right))


def _values(old: Physical, new: Physical, renames: Renames, allowed: Collection[str]) -> Iterator[Problem]:
    """The values of enums that go and come at one place."""
    after = dict(renames.enums)
    left = {(enum.schema, enum.name): enum for enum in old.enums}
    right = {(enum.schema, enum.name): enum for enum in new.enums}
    for name, before in left.items():
        enum = right.get(after.get(name, name))
        if enum is None or enum.values == before.values:
            continue
        renamed = {value for owner, *pair in renames.values if owner == name for value in pair}
        for was, now in _replaced(before, enum):
            if renamed.isdisjoint((was, now)) and not _is_allowed(allowed, *name, was):
                yield _problem(f"value {was} of {enum.name}", now, f"{enum.name}.{was}", before, enum.origin)


def _replaced(before: Enum, after: Enum) -> Iterator[tuple[str, str]]:
    """The values that only one has and that follow the same value, or the same beginning."""
    kept = set(before.values) & set(after.values)
    places = {place: value for value, place in _places(after.values, kept)}
    for value, place in _places(before.values, kept):
        if place in places:
            yield value, places[place]


def _places(values: tuple[str, ...], kept: set[str]) -> Iterator[tuple[str, tuple[str, int]]]:
    """The values that are not kept, each with the kept one before it and the distance from that."""
    last, distance = "", 0
    for value in values:
        if value in kept:
            last, distance = value, 0
        else:
            distance += 1
            yield value, (last, distance)


def _is_allowed(allowed: Collection[str], schema: str, *path: str) -> bool:
    return ".".join(path) in allowed or ".".join((schema, *path)) in allowed


def _problem(what: str, now: str, drop: str, before: Column | Table | Enum, origin: Origin) -> Problem:
    return Problem(
        code=AMBIGUOUS,
        message=f"{what} goes and {now} comes: that is a rename, or every value of {before.name} is lost"
        if not isinstance(before, Enum)
        else f"{what} goes and {now} comes: that is a rename, or rows that have it need another value",
        origin=origin,
        help=f'if it is a rename, write @renamedFrom(name: "{drop.rpartition(".")[2]}") at {now}\n'
        f"if it is not, allow the drop by name: --allow-drop {drop}",
    )
