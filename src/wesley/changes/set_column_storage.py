"""Change how the values of a column are stored, compressed and sampled."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.codes import STORAGE_UNKNOWN
from wesley.changes.edit import edit_column, the_column
from wesley.changes.lock import Lock, locks_on
from wesley.changes.pairs import common_tables, differing
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.column import Column
from wesley.ir.schema import Physical
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.ddl.alter_column import set_compression, set_statistics, set_storage
from wesley.sql.deparse import to_sql

STORAGE_DEFAULT_SINCE = 16

_NEW_VALUES = "It holds for values that are written from now on; those that are there stay as they are."
_SAMPLED = "ANALYZE takes it from its next run on; reads and writes go on."

# pg_type.typstorage of the built-in types of variable length; all others of them are EXTENDED (pg_type.dat).
_MAIN = ("numeric", "inet", "cidr")
_EXTENDED = (
    "text",
    "character varying",
    "character",
    "bytea",
    "json",
    "jsonb",
    "xml",
    "tsvector",
    "bit",
    "bit varying",
)


class SetColumnStorage(TableChange, frozen=True, kw_only=True):
    """SET STORAGE, SET COMPRESSION, SET STATISTICS: as `Column` has them; None for what is the default."""

    column: str
    storage: str | None = None
    compression: str | None = None
    statistics: int | None = None

    def title(self) -> str:
        return f"Change how {self.schema}.{self.table}.{self.column} is stored"

    def apply(self, schema: Physical) -> Physical:
        return edit_column(
            schema,
            self.schema,
            self.table,
            self.column,
            storage=self.storage,
            compression=self.compression,
            statistics=self.statistics,
        )

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        before = the_column(situation.before, self.schema, self.table, self.column)
        place = (self.schema, self.table, self.column)
        strong = family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE)
        weak = family_locks(situation.before, self.schema, self.table, Lock.SHARE_UPDATE_EXCLUSIVE)
        found = []
        if self.storage != before.storage:
            tree = set_storage(*place, self.storage or self._default_storage(situation, before))
            found.append(Statement(sql=to_sql(tree), why=_NEW_VALUES, locks=strong))
        if self.compression != before.compression:
            tree = set_compression(*place, self.compression)
            # The compression of partitions stays as it is, and they are not locked (measured on 15 and 18).
            alone = locks_on(self.schema, self.table, Lock.ACCESS_EXCLUSIVE)
            found.append(Statement(sql=to_sql(tree), why=_NEW_VALUES, locks=alone))
        if self.statistics != before.statistics:
            tree = set_statistics(*place, self.statistics)
            found.append(Statement(sql=to_sql(tree), why=_SAMPLED, locks=weak))
        return tuple(found)

    def _default_storage(self, situation: Situation, column: Column) -> str:
        if situation.version >= STORAGE_DEFAULT_SINCE:
            return "DEFAULT"
        base = column.type.partition("(")[0]
        if base in _MAIN:
            return "MAIN"
        if base in _EXTENDED or column.type.endswith("[]"):
            return "EXTENDED"
        raise WesleyError(
            Problem(
                code=STORAGE_UNKNOWN,
                message=f"the storage of type {column.type} is not known, and PostgreSQL {situation.version} cannot "
                f"set {self.schema}.{self.table}.{self.column} to it by DEFAULT",
                origin=column.origin,
                help="name the storage of the column: PLAIN, EXTERNAL, EXTENDED or MAIN",
            )
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for table, wanted in common_tables(old, new):
        for before, after in differing(table.columns, wanted.columns):
            if _stored(before) != _stored(after):
                yield SetColumnStorage(
                    schema=wanted.schema,
                    table=wanted.name,
                    column=after.name,
                    storage=after.storage,
                    compression=after.compression,
                    statistics=after.statistics,
                )


def _stored(column: Column) -> tuple[str | None, str | None, int | None]:
    return (column.storage, column.compression, column.statistics)


KIND = Kind("set-column-storage", _detect)
