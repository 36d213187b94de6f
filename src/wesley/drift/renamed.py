"""What the schema calls otherwise than the database, as its hints say."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.diff.renames import Name, Renames
from wesley.drift.finding import Finding, Kind, Severity, Subject
from wesley.ir.origin import NOWHERE, Origin
from wesley.ir.schema import Physical
from wesley.sql.text import qualified


def rename_findings(renames: Renames, expected: Physical) -> Iterator[Finding]:
    """A finding for each name, under the name that the database has.

    Args:
        renames: from the names of the database to those of the schema.
        expected: the schema, in its own names.
    """
    after = dict(renames.tables)
    types = dict(renames.enums)
    for before, relation in renames.tables:
        table = expected.table(*relation)
        yield _relation("table", before, relation, NOWHERE if table is None else table.origin)
    for owner, column, name in renames.columns:
        table = expected.table(*after.get(owner, owner))
        its = None if table is None else table.column(name)
        yield _part("column", owner, column, name, NOWHERE if its is None else its.origin)
    for before, relation in renames.enums:
        yield _relation("enum", before, relation, _enum_origin(expected, relation))
    for owner, value, name in renames.values:
        yield _part("enum value", owner, value, name, _enum_origin(expected, types.get(owner, owner)))


def _enum_origin(expected: Physical, name: Name) -> Origin:
    return next((one.origin for one in expected.enums if (one.schema, one.name) == name), NOWHERE)


def _relation(kind: str, before: Name, after: Name, origin: Origin) -> Finding:
    subject = Subject(kind=kind, schema=before[0], name=before[1])
    return _renamed(subject, qualified(*before), qualified(*after), origin)


def _part(kind: str, owner: Name, before: str, after: str, origin: Origin) -> Finding:
    subject = Subject(kind=kind, schema=owner[0], table=owner[1], name=before)
    return _renamed(subject, before, after, origin)


def _renamed(subject: Subject, found: str, expected: str, origin: Origin) -> Finding:
    return Finding(
        kind=Kind.DIFFERENT,
        severity=Severity.ERROR,
        subject=subject,
        differs=("name",),
        expected=expected,
        found=found,
        origin=origin,
    )
