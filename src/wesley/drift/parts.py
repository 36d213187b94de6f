"""The parts of a table or view: columns, constraints, indexes, policies, triggers, privileges, comments, switches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import fields

from wesley.changes.edit import identity
from wesley.changes.grants import grouped, privileges
from wesley.changes.matching import match, structure
from wesley.drift.as_sql import as_sql, column_sql
from wesley.drift.finding import Finding, Kind, Severity, Subject
from wesley.drift.severity import of_different, of_extra, of_missing
from wesley.ir.access import Grant
from wesley.ir.column import Column
from wesley.ir.index import Index
from wesley.ir.origin import Origin
from wesley.ir.table import Table
from wesley.ir.view import View
from wesley.plan.ignored import PARTS
from wesley.sql.text import quote_literal

_SWITCHES: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "row security",
        (
            ("row_security", "ENABLE ROW LEVEL SECURITY", "DISABLE ROW LEVEL SECURITY"),
            ("force_row_security", "FORCE ROW LEVEL SECURITY", "NO FORCE ROW LEVEL SECURITY"),
        ),
    ),
    ("persistence", (("unlogged", "UNLOGGED", "LOGGED"),)),
)
_SETTINGS = (("partitioning", "partitioning"), ("rows", "rows"), ("parameters", "storage parameters"))


def table_findings(found: Table, expected: Table) -> Iterator[Finding]:
    """What differs in a table that both have, its comment apart."""
    place = (expected.schema, expected.name)
    yield from _columns(found, expected)
    keys = [tuple(filter(None, (one.primary_key,))) for one in (found, expected)]
    yield from element_findings("primary key", place, *keys)
    for kind, collection in PARTS:
        yield from element_findings(kind, place, getattr(found, collection), getattr(expected, collection))
    yield from grants(
        Subject(kind="table", schema=place[0], name=place[1]), found.grants, expected.grants, expected.origin
    )
    yield from _switches(found, expected)
    yield from _settings(found, expected)


def comments(subject: Subject, found: Any, expected: Any) -> Iterator[Finding]:
    """The comment of an object that both have."""
    before, after = getattr(found, "comment", None), getattr(expected, "comment", None)
    if before != after:
        kind = Kind.MISSING if before is None else Kind.EXTRA if after is None else Kind.DIFFERENT
        yield Finding(
            kind=kind,
            severity=Severity.INFO,
            subject=Subject(kind="comment", schema=subject.schema, table=subject.table, name=subject.name),
            differs=("text",) if kind is Kind.DIFFERENT else (),
            expected=quote_literal(after) if after is not None else "",
            found=quote_literal(before) if before is not None else "",
            origin=expected.origin,
        )


def grants(owner: Subject, found: tuple[Grant, ...], expected: tuple[Grant, ...], origin: Origin) -> Iterator[Finding]:
    """The privileges on an object, by role: those that it lacks and those that nobody has written."""
    have, want = privileges(found), privileges(expected)
    place = {(grant.role, word): grant.origin for grant in expected for word in grant.privileges}
    for grant in grouped(want - have):
        where = place.get((grant.role, grant.privileges[0]), origin)
        yield _grant(Kind.MISSING, owner, grant, where)
    for grant in grouped(have - want):
        yield _grant(Kind.EXTRA, owner, grant, origin)


def _grant(kind: Kind, owner: Subject, grant: Grant, origin: Origin) -> Finding:
    missing = kind is Kind.MISSING
    sql = _grant_sql(owner, grant)
    return Finding(
        kind=kind,
        severity=of_missing("privilege") if missing else of_extra("privilege"),
        subject=Subject(kind="privilege", schema=owner.schema, table=owner.name, name=grant.role),
        expected=sql if missing else "",
        found="" if missing else sql,
        origin=origin,
    )


def _grant_sql(owner: Subject, grant: Grant) -> str:
    if owner.kind == "schema":
        return f"GRANT {', '.join(grant.privileges)} ON SCHEMA {owner.name} TO {grant.role}"
    return as_sql(grant, owner.schema, owner.name)


def view_columns(found: View, expected: View) -> Iterator[Finding]:
    """The columns of a view, which follow from its query."""
    yield from _all_columns((expected.schema, expected.name), found.columns, expected.columns, expected.origin)


def element_findings(
    kind: str, place: tuple[str, str], found: tuple[Any, ...], expected: tuple[Any, ...]
) -> Iterator[Finding]:
    """Constraints, indexes, policies or triggers, matched by name and else by what they are.

    Args:
        kind: what to call one of them.
        place: schema and name of their table.
        found, expected: both sides.
    """
    matched = match(found, expected)
    for one in matched.added:
        yield _one(Kind.MISSING, kind, place, one)
    for one in matched.dropped:
        yield _one(Kind.EXTRA, kind, place, one)
    for before, after in matched.renamed:
        yield _pair(kind, place, before, after)
        yield from comments(_subject(kind, place, after.name), before, after)
    there = {one.name: one for one in found}
    for after in expected:
        before = there.get(after.name)
        if before is not None and before != after:
            yield from comments(_subject(kind, place, after.name), before, after)
            if structure(before) != structure(after) or _valid(before) != _valid(after):
                yield _pair(kind, place, before, after)


def _valid(one: Any) -> bool:
    return bool(getattr(one, "valid", True))


def _subject(kind: str, place: tuple[str, str], name: str) -> Subject:
    return Subject(kind=kind, schema=place[0], table=place[1], name=name)


def _one(side: Kind, kind: str, place: tuple[str, str], one: Any) -> Finding:
    missing = side is Kind.MISSING
    weight = "unique index" if isinstance(one, Index) and one.unique else kind
    return Finding(
        kind=side,
        severity=of_missing(weight) if missing else of_extra(weight),
        subject=_subject(kind, place, one.name),
        expected=as_sql(one, *place) if missing else "",
        found="" if missing else as_sql(one, *place),
        origin=one.origin,
    )


def _pair(kind: str, place: tuple[str, str], found: Any, expected: Any) -> Finding:
    differs = _differing(found, expected)
    weight = "unique index" if isinstance(expected, Index) and expected.unique else kind
    return Finding(
        kind=Kind.DIFFERENT,
        severity=of_different(weight, differs),
        subject=_subject(kind, place, expected.name),
        differs=differs,
        expected=_with_validity(as_sql(expected, *place), expected),
        found=_with_validity(as_sql(found, *place), found),
        origin=expected.origin,
    )


def _with_validity(sql: str, one: Any) -> str:
    return sql if _valid(one) or "NOT VALID" in sql else f"{sql} -- not valid"


def _differing(
    found: Any, expected: Any, apart: tuple[str, ...] = ("origin", "comment", "position")
) -> tuple[str, ...]:
    names = (field.name for field in fields(expected) if field.name not in apart)
    return tuple(name.replace("_", " ") for name in names if getattr(found, name) != getattr(expected, name))


def _columns(found: Table, expected: Table) -> Iterator[Finding]:
    yield from _all_columns((expected.schema, expected.name), found.columns, expected.columns, expected.origin)


def _all_columns(
    place: tuple[str, str], found: tuple[Column, ...], expected: tuple[Column, ...], origin: Origin
) -> Iterator[Finding]:
    there = {identity(one): one for one in found}
    wanted = {identity(one): one for one in expected}
    for key, one in wanted.items():
        if key not in there:
            subject = _subject("column", place, one.name)
            severity = of_missing("column")
            yield Finding(
                kind=Kind.MISSING, severity=severity, subject=subject, expected=column_sql(one), origin=one.origin
            )
        elif there[key] != one:
            yield from _column(place, there[key], one)
    for key, one in there.items():
        if key not in wanted:
            subject = _subject("column", place, one.name)
            severity = of_extra("column", required=_is_required(one))
            yield Finding(kind=Kind.EXTRA, severity=severity, subject=subject, found=column_sql(one), origin=origin)


def _is_required(column: Column) -> bool:
    given = (column.default, column.identity, column.generated)
    return not column.nullable and all(source is None for source in given)


def _column(place: tuple[str, str], found: Column, expected: Column) -> Iterator[Finding]:
    subject = _subject("column", place, expected.name)
    yield from comments(subject, found, expected)
    differs = _differing(found, expected)
    if differs:
        yield Finding(
            kind=Kind.DIFFERENT,
            severity=of_different("column", differs),
            subject=subject,
            differs=differs,
            expected=column_sql(expected),
            found=column_sql(found),
            origin=expected.origin,
        )


def _switches(found: Table, expected: Table) -> Iterator[Finding]:
    """Row-level security and persistence: on or off."""
    for kind, words in _SWITCHES:
        fields = [one for one in words if getattr(found, one[0]) != getattr(expected, one[0])]
        differs = tuple(field.replace("_", " ") for field, _, _ in fields)
        if fields:
            yield Finding(
                kind=Kind.DIFFERENT,
                severity=of_different(kind, differs),
                subject=_subject(kind, (expected.schema, expected.name), ""),
                differs=differs,
                expected=_switched(expected, fields),
                found=_switched(found, fields),
                origin=expected.origin,
            )


def _switched(table: Table, fields: list[tuple[str, str, str]]) -> str:
    return ", ".join(is_on if getattr(table, field) else is_off for field, is_on, is_off in fields)


def _settings(found: Table, expected: Table) -> Iterator[Finding]:
    for field, kind in _SETTINGS:
        before, after = getattr(found, field), getattr(expected, field)
        if before != after:
            yield Finding(
                kind=Kind.DIFFERENT,
                severity=of_different(kind, (field,)),
                subject=_subject(kind, (expected.schema, expected.name), ""),
                differs=_inner(before, after) or (field,),
                expected=setting(after),
                found=setting(before),
                origin=expected.origin,
            )


def _inner(found: Any, expected: Any) -> tuple[str, ...]:
    """The properties of a setting that both have."""
    return () if found is None or expected is None or isinstance(expected, tuple) else _differing(found, expected)


def setting(value: Any) -> str:
    """Partitioning, reference rows or storage parameters in one line."""
    if value is None:
        return "none"
    if isinstance(value, tuple):
        return ", ".join(f"{name} = {text}" for name, text in value) or "none"
    if hasattr(value, "strategy"):
        keys = ", ".join(key.column or f"({key.expression.sql})" for key in value.keys)
        names = ", ".join(f"{one.name} {one.bound}" for one in value.partitions)
        return f"PARTITION BY {value.strategy} ({keys})" + (f": {names}" if names else "")
    rows = "; ".join(", ".join(row) for row in value.values)
    return f"({', '.join(value.columns)}): {rows or 'none'}"
