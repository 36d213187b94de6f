"""What a statement really does to a database: locks, rewritten files, scans, re-created indexes.

Declared costs are compared with this. It holds on PostgreSQL 12 to 18.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from tests.support.phases import locks_at_waits, own_locks
from wesley.postgres.session import session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wesley.postgres.session import Session

# The table-level lock modes of the manual's section 13.3.1, in the order of their numbers in the server's lockdefs.h.
LOCK_MODES = (
    "ACCESS SHARE",
    "ROW SHARE",
    "ROW EXCLUSIVE",
    "SHARE UPDATE EXCLUSIVE",
    "SHARE",
    "SHARE ROW EXCLUSIVE",
    "EXCLUSIVE",
    "ACCESS EXCLUSIVE",
)
_SHOWN = {mode.title().replace(" ", "") + "Lock": mode for mode in LOCK_MODES}
_RELATIONS = """
SELECT c.oid::bigint, n.nspname, c.relname, c.relkind::text, pg_relation_filenode(c.oid)::bigint,
    CASE WHEN c.relkind IN ('r', 'm', 'p') THEN pg_stat_get_xact_tuples_returned(c.oid) ELSE 0 END
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
"""
_FLUSH = 150000  # pg_stat_force_next_flush() came with PostgreSQL 15.

Relation = tuple[str, str]
"""Schema and name."""


class Observed(Struct, frozen=True, kw_only=True):
    """What a statement did to the relations that were there before it, under the names that they had.

    The relations of pg_catalog, information_schema and pg_toast are left out, and those that the statement creates.

    Args:
        locks: the strongest mode in which it locked a relation. Of a statement outside a transaction these are the
            locks held or asked for whenever it waits for another transaction that uses the tables, so an index may be
            missing.
        rewritten: tables, indexes, materialized views and sequences whose file is another one afterwards.
        scanned: tables (and materialized views) of which it read rows one after the other; None where that cannot be
            known: outside a transaction before PostgreSQL 15. A table without rows is never among them.
        recreated: indexes that have another identity (oid) under the same name; their file may still be the same.
    """

    locks: Mapping[Relation, str]
    rewritten: frozenset[Relation]
    scanned: frozenset[Relation] | None
    recreated: frozenset[Relation]


class _State(NamedTuple):
    """The oid, name, kind and file of every relation, and how many rows the session has read of it one by one.

    What is not yet sent counts too, so that only the difference of two readings tells.
    """

    names: dict[int, Relation]
    indexes: set[int]
    files: dict[int, int | None]
    read: dict[int, int]

    def oids(self) -> dict[Relation, int]:
        return {name: oid for oid, name in self.names.items()}


def observe(conninfo: str, statement: str, *, setup: str = "", outside: bool = False) -> Observed:
    """Run a statement in a database, keep what it did, and tell what that was.

    Args:
        conninfo: the database.
        statement: one statement or, inside a transaction, several.
        setup: what the session runs before it, such as `SET TimeZone = 'UTC'`; it is not observed.
        outside: run it in no transaction block, as CREATE INDEX CONCURRENTLY needs.

    Raises:
        StatementError: the server refused it; nothing is kept.
    """
    with session(conninfo) as worker:
        if setup:
            worker.run(setup)
        if outside:
            return _observe_outside(worker, conninfo, statement)
        worker.run("BEGIN")
        observed = observe_inside(worker, statement)
        worker.run("COMMIT")
        return observed


def observe_inside(worker: Session, statement: str) -> Observed:
    """Run a statement in the transaction block that is open, and tell what it did; the block stays open.

    Locks that the block held before are told as well: it had better be new.

    Args:
        worker: a session that ran BEGIN.
        statement: one statement or several.

    Raises:
        StatementError: the server refused it.
    """
    before = _state(worker)
    worker.run(statement)
    locks, after = own_locks(worker), _state(worker)
    return _observed(before, after, locks, _more(before.read, after.read, before))


def _observe_outside(worker: Session, conninfo: str, statement: str) -> Observed:
    before = _state(worker)
    flushes = worker.version >= _FLUSH
    read_before = _flushed_rows_read(worker) if flushes else {}
    locks = locks_at_waits(worker, conninfo, statement)
    scanned = _more(read_before, _flushed_rows_read(worker), before) if flushes else None
    return _observed(before, _state(worker), locks, scanned)


def _observed(
    before: _State, after: _State, locks: list[tuple[int, str]], scanned: frozenset[Relation] | None
) -> Observed:
    now = after.oids()
    same_name = {oid: now[name] for oid, name in before.names.items() if name in now and oid not in after.names}
    successor = {oid: oid for oid in before.names if oid in after.names} | same_name
    return Observed(
        locks=_strongest(before, locks),
        rewritten=frozenset(
            before.names[old] for old, new in successor.items() if before.files[old] != after.files[new]
        ),
        scanned=scanned,
        recreated=frozenset(before.names[old] for old in same_name if old in before.indexes),
    )


def _strongest(before: _State, locks: list[tuple[int, str]]) -> dict[Relation, str]:
    ranked = sorted(((LOCK_MODES.index(_SHOWN[mode]), oid) for oid, mode in locks if oid in before.names))
    strongest = {before.names[oid]: LOCK_MODES[rank] for rank, oid in ranked}
    return dict(sorted(strongest.items()))


def _more(before: Mapping[int, int], after: Mapping[int, int], state: _State) -> frozenset[Relation]:
    grown = (oid for oid, rows in after.items() if rows > before.get(oid, 0))
    return frozenset(state.names[oid] for oid in grown if oid in state.names)


def _state(worker: Session) -> _State:
    rows = worker.rows(_RELATIONS, prepare=True)
    return _State(
        names={oid: (schema, name) for oid, schema, name, *_ in rows},
        indexes={oid for oid, _, _, kind, *_ in rows if kind in {"i", "I"}},
        files={oid: file for oid, *_, file, _ in rows},
        read={oid: read for oid, *_, read in rows},
    )


def _flushed_rows_read(worker: Session) -> dict[int, int]:
    worker.run("SELECT pg_stat_force_next_flush()")
    return {oid: rows for oid, rows in worker.rows("SELECT relid::oid, seq_tup_read FROM pg_stat_user_tables") if rows}
