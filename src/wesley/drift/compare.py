"""Two schemas, object by object: what of the expected one is missing, extra or different in the one that was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import fields

from wesley.changes.edit import identity
from wesley.diff.narrow import COLLECTIONS, narrow
from wesley.drift.as_sql import as_sql
from wesley.drift.finding import Finding, Kind, Subject
from wesley.drift.parts import comments, element_findings, grants, table_findings, view_columns
from wesley.drift.severity import of_different, of_extra, of_missing
from wesley.ir.enum import Enum
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.view import View
from wesley.plan.ignored import NOUNS

_WEIGHT = {"error": 0, "warning": 1, "info": 2}
# What has findings of its own, or says nothing of the object itself.
_APART = frozenset(("schema", "name", "arguments", "origin", "comment", "grants", "before", "depends_on"))


def compare(found: Physical, expected: Physical) -> tuple[Finding, ...]:
    """What of a schema is otherwise in a database; nothing for equal schemas.

    Args:
        found: the database, with what means the same spelled as in `expected`.
        expected: what should be there, in the names of `found`.

    Returns:
        The findings, the most severe first, then by name.
    """
    left, right = narrow(found, expected)
    every = (one for name in COLLECTIONS for one in _collection(name, getattr(left, name), getattr(right, name)))
    return in_order(every)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings, the most severe first, then by name."""
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[int, str, str, str, str]:
    subject = finding.subject
    return (_WEIGHT[finding.severity], subject.schema, subject.table or subject.name, subject.kind, subject.name)


def _collection(collection: str, found: tuple[Any, ...], expected: tuple[Any, ...]) -> Iterator[Finding]:
    there = {identity(one): one for one in found}
    wanted = {identity(one): one for one in expected}
    for key, one in wanted.items():
        if key not in there:
            yield _missing(NOUNS[collection], one)
        elif there[key] != one:
            yield from _both(NOUNS[collection], there[key], one)
    for key, one in there.items():
        if key not in wanted:
            yield _extra(NOUNS[collection], one)


def subject_of(kind: str, one: Any) -> Subject:
    """What stands alone, as the subject of a finding; a function with its arguments."""
    name = f"{one.name}({one.arguments})" if kind == "function" else one.name
    if kind == "view" and one.materialized:
        kind = "materialized view"
    return Subject(kind=kind, schema=getattr(one, "schema", ""), name=name)


def _missing(kind: str, one: Any) -> Finding:
    subject = subject_of(kind, one)
    return Finding(
        kind=Kind.MISSING, severity=of_missing(kind), subject=subject, expected=as_sql(one), origin=one.origin
    )


def _extra(kind: str, one: Any) -> Finding:
    subject = subject_of(kind, one)
    return Finding(kind=Kind.EXTRA, severity=of_extra(kind), subject=subject, found=as_sql(one), origin=one.origin)


def _both(kind: str, found: Any, expected: Any) -> Iterator[Finding]:
    """What differs between two of one name, part by part."""
    yield from comments(subject_of(kind, expected), found, expected)
    if isinstance(expected, Table):
        yield from table_findings(found, expected)
        return
    if isinstance(expected, Enum):
        yield from _values(found, expected)
        return
    if isinstance(expected, View):
        yield from view_columns(found, expected)
        yield from element_findings("index", (expected.schema, expected.name), found.indexes, expected.indexes)
    if hasattr(expected, "grants"):
        yield from grants(subject_of(kind, expected), found.grants, expected.grants, expected.origin)
    yield from _itself(kind, found, expected)


def _itself(kind: str, found: Any, expected: Any) -> Iterator[Finding]:
    apart = _APART | {"columns", "indexes"}
    names = (field.name for field in fields(expected) if field.name not in apart)
    differs = tuple(name.replace("_", " ") for name in names if getattr(found, name) != getattr(expected, name))
    if differs:
        yield Finding(
            kind=Kind.DIFFERENT,
            severity=of_different(kind, differs),
            subject=subject_of(kind, expected),
            differs=differs,
            expected=as_sql(expected),
            found=as_sql(found),
            origin=expected.origin,
        )


def _values(found: Enum, expected: Enum) -> Iterator[Finding]:
    """The values of an enum; where both have the same ones, their order, by which PostgreSQL sorts."""
    for value in expected.values:
        if value not in found.values:
            yield _value(Kind.MISSING, expected, value)
    for value in found.values:
        if value not in expected.values:
            yield _value(Kind.EXTRA, expected, value)
    common = tuple(value for value in found.values if value in expected.values)
    if common != tuple(value for value in expected.values if value in found.values):
        yield Finding(
            kind=Kind.DIFFERENT,
            severity=of_different("enum", ("order",)),
            subject=subject_of("enum", expected),
            differs=("order",),
            expected=as_sql(expected),
            found=as_sql(found),
            origin=expected.origin,
        )


def _value(kind: Kind, enum: Enum, value: str) -> Finding:
    missing = kind is Kind.MISSING
    return Finding(
        kind=kind,
        severity=of_missing("enum value") if missing else of_extra("enum value"),
        subject=Subject(kind="enum value", schema=enum.schema, table=enum.name, name=value),
        expected=value if missing else "",
        found="" if missing else value,
        origin=enum.origin,
    )
