"""A statement of a plan, with everything that is known of it before it runs."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from wesley.changes.lock import RelationLock


class Mode(StrEnum):
    """How a statement may be run.

    TRANSACTION: it is done in constant time once it has its locks, and may share a transaction with its neighbours.
    OWN: in a transaction of its own: it reads a whole table, or what it makes can be used only when it is committed.
    OUTSIDE: it cannot run inside a transaction block (CREATE INDEX CONCURRENTLY, ...).
    BATCHES: an UPDATE that is run in batches by key or by page, each in a transaction of its own.
    """

    TRANSACTION = "transaction"
    OWN = "own"
    OUTSIDE = "outside"
    BATCHES = "batches"


class RelationName(Struct, frozen=True, kw_only=True, order=True):
    """A table, index, view or sequence."""

    schema: str
    name: str


class Probe(Struct, frozen=True, kw_only=True):
    """A read-only query that gives rows exactly when the statement would fail on the data that is there.

    Args:
        query: SQL; at most a few rows are given back.
        meaning: what a row that it finds means, for a person.
    """

    query: str
    meaning: str


class Batches(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An UPDATE of every row of a table, by key, or by page where there is none.

    Args:
        table: the table.
        key: the columns of its primary key (or of a unique key of NOT NULL columns), in order; none where it has no
            such key: it is walked by its pages then, which needs PostgreSQL 14 and a table that holds rows itself.
        assignments: column and SQL expression of its new value, over the columns of the row.
        condition: rows that still need it: true exactly as long as a row was not done; what makes it resumable.
        size: rows in the first batch.
    """

    table: RelationName
    key: tuple[str, ...]
    assignments: tuple[tuple[str, str], ...]
    condition: str
    size: int = 5000


class Statement(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One SQL statement and its cost, all of it derived from the schema and from measurement (tests/locks).

    Args:
        sql: the statement, laid out, with its semicolon. For `BATCHES` a block that psql runs from end to end.
        why: why it is done this way, for a person who reads the plan.
        locks: the strongest lock per relation that it holds when it ends; relations that it creates are left out.
        mode: how it may be run.
        rewrites: tables and indexes that get a new file.
        scans: tables that are read from end to end while the locks are held.
        loses: objects whose data are gone afterwards, as `schema.table` or `schema.table.column`.
        keeps: side tables that hold what it takes away, as `schema.table`.
        probe: set when it can fail on data.
        breaks_prepared: relations of which running clients' prepared statements fail once ("cached plan must not
            change result type", SQLSTATE 0A000).
        fires: triggers that fire for the rows that it changes, as `schema.table.trigger`.
        batches: set for mode BATCHES.
        manual: what to do by hand when it fails; empty when running it again is all.
        utc: run it with TimeZone = UTC, on which its meaning and cost depend.
    """

    sql: str
    why: str
    locks: tuple[RelationLock, ...] = ()
    mode: Mode = Mode.TRANSACTION
    rewrites: tuple[RelationName, ...] = ()
    scans: tuple[RelationName, ...] = ()
    loses: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    probe: Probe | None = None
    breaks_prepared: tuple[RelationName, ...] = ()
    fires: tuple[str, ...] = ()
    batches: Batches | None = None
    manual: str = ""
    utc: bool = False
