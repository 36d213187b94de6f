"""Statements of a move, with the locks that they take."""

from __future__ import annotations

from wesley.changes.column_move.copies import foreign_key_copies
from wesley.changes.column_move.move import Move, TableName, tables
from wesley.changes.lock import Lock, RelationLock, access_exclusive, strongest
from wesley.changes.relations import family_locks
from wesley.changes.statement import Statement
from wesley.ir.constraint import ForeignKey
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_table import lock_table
from wesley.sql.deparse import to_sql
from wesley.sql.parse import Tree

_ALL_LOCKS = (
    "What the transaction changes is locked first and in one order, so that it waits in one place only: here, where it "
    "has changed nothing yet."
)


def altered(before: Physical, move: Move, tree: Tree, why: str) -> Statement:
    """A statement that alters the table of a move."""
    return Statement(sql=to_sql(tree), why=why, locks=locking(before, move.place))


def locking(before: Physical, place: TableName, key: ForeignKey | None = None) -> tuple[RelationLock, ...]:
    """ACCESS EXCLUSIVE on a table, and when a foreign key is dropped on the table that it refers to (measured)."""
    own = family_locks(before, *place, Lock.ACCESS_EXCLUSIVE)
    if key is None:
        return own
    other = (key.ref_schema, key.ref_table)
    known = before.table(*other) is not None
    return strongest(
        (*own, *(family_locks(before, *other, Lock.ACCESS_EXCLUSIVE) if known else (access_exclusive(*other),)))
    )


def lock_all(before: Physical, moves: tuple[Move, ...]) -> tuple[Statement, ...]:
    """LOCK TABLE of every table that the swap alters."""
    names = set(tables(moves))
    for table, key, _ in foreign_key_copies(before, moves):
        names |= {(table.schema, table.name), (key.ref_schema, key.ref_table)}
    ordered = sorted(names)
    locks = strongest(tuple(lock for name in ordered for lock in _family(before, name)))
    sql = to_sql(lock_table(ordered, Lock.ACCESS_EXCLUSIVE.value))
    return (Statement(sql=sql, why=_ALL_LOCKS, locks=locks),)


def _family(before: Physical, name: TableName) -> tuple[RelationLock, ...]:
    if before.table(*name) is None:
        return (access_exclusive(*name),)
    return family_locks(before, *name, Lock.ACCESS_EXCLUSIVE)
