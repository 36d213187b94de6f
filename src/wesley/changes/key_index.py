"""The unique index that a primary key or a unique constraint is made of."""

from __future__ import annotations

from wesley.changes.change import Change
from wesley.changes.create_index import CreateIndex
from wesley.changes.drop_invalid_index import DropInvalidIndex
from wesley.changes.duplicate_probe import duplicate_probe
from wesley.changes.edit import find_member
from wesley.changes.lock import Lock, RelationLock, access_exclusive
from wesley.changes.matching import match, structure
from wesley.changes.relations import family_locks, stored
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, RelationName, Statement
from wesley.ir.constraint import PrimaryKey, Unique
from wesley.ir.index import Index, IndexKey
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.ddl.alter_constraint import add_key_using_index
from wesley.sql.ddl.constraint import add_constraint
from wesley.sql.deparse import to_sql

_USING = (
    "The index is there already, so the constraint is had at once: ADD CONSTRAINT without it would build one while the "
    "table is locked against reads and writes."
)
_ADOPTS = (
    "Every partition has the constraint already, so PostgreSQL takes their indexes over and builds none; without them "
    "it would build all of them under this lock."
)
_EMPTY = "The table is new and empty, so the index is there at once."


def index_of(key: PrimaryKey | Unique, name: str) -> Index:
    """The index that the constraint needs: on plain columns, in their own order."""
    return Index(
        name=name,
        keys=tuple(IndexKey(column=column) for column in key.columns),
        unique=True,
        include=key.include,
        nulls_not_distinct=isinstance(key, Unique) and key.nulls_not_distinct,
        origin=key.origin,
    )


def spare_index(old: Table, new: Table, wanted: Index) -> str | None:
    """The name of an index that the new table lacks and that is just the one which is wanted."""
    unused = match(old.indexes, new.indexes).dropped
    return next((index.name for index in unused if structure(index) == structure(wanted)), None)


def ready_index(situation: Situation, schema: str, table: str, wanted: Index, *, spare: bool) -> tuple[Change, ...]:
    """The changes after which the index is there and valid: none when it is, for a spare one.

    Args:
        situation: where.
        schema, table: the table.
        wanted: the index; a spare one has this name already.
        spare: whether the table has it, valid or not.
    """
    build = CreateIndex(schema=schema, table=table, index=wanted)
    if not spare:
        return (build,)
    if find_member(situation.before, schema, table, "indexes", wanted.name).valid:
        return ()
    return (DropInvalidIndex(schema=schema, table=table, name=wanted.name), build)


def key_from_index(schema: str, table: str, key: PrimaryKey | Unique, index: str) -> Statement:
    """The statement that makes a constraint of an index, which gets the constraint's name."""
    mode = Lock.ACCESS_SHARE if index == key.name else Lock.SHARE_UPDATE_EXCLUSIVE
    return Statement(
        sql=to_sql(add_key_using_index(schema, table, key, index)),
        why=_USING,
        locks=(access_exclusive(schema, table), RelationLock(schema=schema, name=index, mode=mode)),
    )


def plain_key(situation: Situation, schema: str, table: str, key: PrimaryKey | Unique, *, ready: bool) -> Statement:
    """The statement that adds a constraint without an index that is named.

    Below PostgreSQL 18 it locks partitions in SHARE mode only (measured).

    Args:
        situation: where.
        schema, table: the table.
        key: the constraint.
        ready: every partition has the constraint already, so that no row is read.
    """
    before = situation.before
    mode = Lock.ACCESS_EXCLUSIVE if situation.version >= 18 else Lock.SHARE
    locks = (access_exclusive(schema, table), *family_locks(before, schema, table, mode)[1:])
    sql = to_sql(add_constraint(schema, table, key))
    if ready or situation.is_new(schema, table):
        return Statement(sql=sql, why=_ADOPTS if ready else _EMPTY, locks=locks)
    return Statement(
        sql=sql,
        why="The index is built while the table is locked against reads and writes.",
        locks=locks,
        mode=Mode.OWN,
        scans=stored(before, schema, table),
        probe=duplicate_probe(RelationName(schema=schema, name=table), index_of(key, key.name)),
    )


def has_key_on(physical: Physical, schema: str, table: str, columns: tuple[str, ...], without: str) -> bool:
    """True when a constraint other than the one named keeps these columns, in any order, unique for foreign keys."""
    found = physical.table(schema, table)
    if found is None:
        return False
    keys = (found.primary_key, *found.uniques)
    return any(
        key is not None and key.name != without and key.deferrable.value == "NO" and set(key.columns) == set(columns)
        for key in keys
    )
