"""Sequences: on their own, of serial columns, and of identity columns."""

from __future__ import annotations

from sys import intern
from typing import NamedTuple

from msgspec import Struct

from wesley.ir.column import Identity
from wesley.ir.sequence import Sequence
from wesley.postgres.catalog.scope import Scope, comment, own
from wesley.postgres.session import Session

_SEQUENCES = """
SELECT n.nspname, c.relname, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
    s.seqcycle, d.refobjid, d.refobjsubid, d.deptype::text, tn.nspname, t.relname, a.attname, a.attidentity::text,
    {comment}
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
        AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
    LEFT JOIN pg_class t ON t.oid = d.refobjid
    LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
    LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE {in_scope} AND {own}
"""

_SMALLEST = {"smallint": -(2**15), "integer": -(2**31), "bigint": -(2**63)}


class _Row(NamedTuple):
    schema: str
    name: str
    type: str
    start: int
    increment: int
    minimum: int
    maximum: int
    cache: int
    cycle: bool
    owner: int | None
    owner_number: int | None
    dependency: str | None
    owner_schema: str | None
    owner_table: str | None
    owner_column: str | None
    identity: str | None
    comment: str | None


class Sequences(Struct, frozen=True):
    """Sequences and identities.

    Args:
        standing: the sequences that are objects of their own, each with the oid of the table that owns it.
        identities: the identities by oid of the table and number of the column.
    """

    standing: tuple[tuple[int | None, Sequence], ...]
    identities: dict[tuple[int, int], Identity]


def read_sequences(session: Session, scope: Scope) -> Sequences:
    """The sequences.

    Raises:
        StatementError: the server refused it.
    """
    sql = _SEQUENCES.format(
        comment=comment("pg_class", "c.oid"), in_scope=scope.names("n.nspname"), own=own("pg_class", "c.oid")
    )
    standing: list[tuple[int | None, Sequence]] = []
    identities: dict[tuple[int, int], Identity] = {}
    for row in (_Row(*row) for row in session.rows(sql)):
        if row.dependency == "i" and row.owner is not None and row.owner_number is not None:
            identities[row.owner, row.owner_number] = _identity(row)
        else:
            standing.append((row.owner, _sequence(row)))
    return Sequences(tuple(standing), identities)


def _identity(row: _Row) -> Identity:
    chosen = _options(row)
    return Identity(
        always=row.identity == "a",
        start=chosen.start,
        increment=chosen.increment,
        minimum=chosen.minimum,
        maximum=chosen.maximum,
        cache=chosen.cache,
        cycle=row.cycle,
    )


def _sequence(row: _Row) -> Sequence:
    chosen = _options(row)
    owned_by = None
    if row.owner_schema is not None and row.owner_table is not None and row.owner_column is not None:
        owned_by = (row.owner_schema, row.owner_table, row.owner_column)
    return Sequence(
        schema=row.schema,
        name=row.name,
        type=intern(row.type),
        start=chosen.start,
        increment=chosen.increment,
        minimum=chosen.minimum,
        maximum=chosen.maximum,
        cache=chosen.cache,
        cycle=row.cycle,
        owned_by=owned_by,
        comment=row.comment,
    )


class _Options(NamedTuple):
    start: int | None
    increment: int | None
    minimum: int | None
    maximum: int | None
    cache: int | None


def _options(row: _Row) -> _Options:
    """The options that differ from PostgreSQL's own (manual, CREATE SEQUENCE)."""
    smallest = _SMALLEST[row.type]
    is_ascending = row.increment > 0
    minimum, maximum = (1, -smallest - 1) if is_ascending else (smallest, -1)
    start = row.minimum if is_ascending else row.maximum
    return _Options(
        start=None if row.start == start else row.start,
        increment=None if row.increment == 1 else row.increment,
        minimum=None if row.minimum == minimum else row.minimum,
        maximum=None if row.maximum == maximum else row.maximum,
        cache=None if row.cache == 1 else row.cache,
    )
