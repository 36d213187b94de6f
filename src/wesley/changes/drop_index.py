"""Drop an index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import find_member, remove_member, the_table
from wesley.changes.lock import Lock, RelationLock, access_exclusive
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.referenced_key import referencing, released
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, Statement
from wesley.ir.index import Index
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_index import drop_index
from wesley.sql.deparse import to_sql

_WHY = (
    "A plain DROP INDEX locks the table against reads and writes, CONCURRENTLY against neither. It is left for last "
    "because the queries of the application in use may rely on the index."
)
_PARTITIONED = (
    "The index of a partitioned table cannot be dropped CONCURRENTLY, so the table and its partitions are locked for a "
    "moment. It is left for last because the queries of the application in use may rely on the index."
)


class DropIndex(TableChange, frozen=True, kw_only=True):
    """DROP INDEX, CONCURRENTLY unless the table is partitioned.

    Args:
        name: the index.
        plain: True to drop it in a transaction with other statements.
    """

    contract: ClassVar[bool] = True

    name: str
    plain: bool = False

    def title(self) -> str:
        return f"Drop index {self.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return remove_member(schema, self.schema, self.table, "indexes", self.name)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        columns = _key_columns(find_member(situation.before, self.schema, self.table, "indexes", self.name))
        references = referencing(situation.goal, self.schema, self.table, columns)
        return released(situation, replace(self, plain=True), references) if references else (self,)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        table = the_table(situation.before, self.schema, self.table)
        if self.plain and table.partitioning is None:
            return (_plain(self.schema, self.table, self.name),)
        why = _WHY if table.partitioning is None else _PARTITIONED
        return (drop_statement(situation.before, self.schema, self.table, self.name, why),)


def drop_statement(physical: Physical, schema: str, table: str, name: str, why: str) -> Statement:
    """The statement that drops an index.

    CONCURRENTLY is refused for a partitioned table; then the table, its partitions and their indexes are locked.

    Args:
        physical: the schema that has it.
        schema, table, name: the index.
        why: why it is done so.
    """
    partitioned = the_table(physical, schema, table).partitioning is not None
    mode = Lock.ACCESS_EXCLUSIVE if partitioned else Lock.SHARE_UPDATE_EXCLUSIVE
    return Statement(
        sql=to_sql(drop_index(schema, name, concurrently=not partitioned)),
        why=why,
        locks=(*family_locks(physical, schema, table, mode), RelationLock(schema=schema, name=name, mode=mode)),
        mode=Mode.TRANSACTION if partitioned else Mode.OUTSIDE,
    )


def _plain(schema: str, table: str, name: str) -> Statement:
    return Statement(
        sql=to_sql(drop_index(schema, name)),
        why="A foreign key may stand on the index, so it has to go in the transaction that makes the foreign key "
        "anew, and CONCURRENTLY runs in none.",
        locks=(access_exclusive(schema, table), access_exclusive(schema, name)),
    )


def _key_columns(index: Index) -> tuple[str, ...]:
    """The columns that a foreign key can refer to because of this index; none when it cannot."""
    if not index.unique or index.where is not None or not index.valid:
        return ()
    columns = index.leading_columns()
    return columns if len(columns) == len(index.keys) else ()


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for index in match(before.indexes, after.indexes).dropped:
            yield DropIndex(schema=after.schema, table=after.name, name=index.name)


KIND = Kind("drop-index", _detect)
