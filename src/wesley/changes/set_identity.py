"""Make a column that is there an identity, or change how its numbers are given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import edit_column, put, the_column, the_table
from wesley.changes.lock import Lock, RelationLock
from wesley.changes.pairs import common_tables, differing
from wesley.changes.relations import family_locks, indexes, locked, stored
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.column import Column, Identity
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence
from wesley.ir.table import Table
from wesley.sql.ddl.alter_column import add_identity, alter_identity, drop_default, generate_always
from wesley.sql.ddl.sequence import owned_by
from wesley.sql.ddl.sequence_value import continue_identity, continue_sequence
from wesley.sql.deparse import to_sql


class AddIdentity(TableChange, frozen=True, kw_only=True):
    """A column that is NOT NULL becomes an identity; a default that it has goes in the same transaction."""

    column: str
    identity: Identity

    def title(self) -> str:
        return f"Make {self.schema}.{self.table}.{self.column} an identity"

    def apply(self, schema: Physical) -> Physical:
        sequence = owned_sequence(schema, self.schema, self.table, self.column)
        if sequence is not None:
            schema = put(schema, "sequences", replace(sequence, owned_by=None))
        return edit_column(schema, self.schema, self.table, self.column, default=None, identity=self.identity)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        before = situation.before
        place = (self.schema, self.table, self.column)
        locks = family_locks(before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE)
        found: tuple[Statement, ...] = ()
        sequence = owned_sequence(before, *place)
        if the_column(before, *place).default is not None:
            why = "A column has either a default or an identity; the lock is held until both are exchanged."
            found += (Statement(sql=to_sql(drop_default(*place)), why=why, locks=locks),)
        if sequence is not None:
            found += (_released(sequence, locks),)
        why = "The column is NOT NULL already, so no row is read or written."
        found += (Statement(sql=to_sql(add_identity(*place, self.identity)), why=why, locks=locks),)
        return (*found, self._continued(situation, sequence, locks))

    def _continued(self, situation: Situation, sequence: Sequence | None, locks: tuple[RelationLock, ...]) -> Statement:
        place = (self.schema, self.table, self.column)
        if sequence is not None:
            return Statement(
                sql=to_sql(continue_sequence(*place, (sequence.schema, sequence.name))),
                why="No number is given twice: the identity goes on where the sequence stands.",
                locks=(*locks, RelationLock(schema=sequence.schema, name=sequence.name, mode=Lock.ACCESS_SHARE)),
            )
        before = situation.before
        indexed = leads_an_index(the_table(before, self.schema, self.table), self.column)
        return Statement(
            sql=to_sql(continue_identity(*place, self.identity)),
            why="No number is given twice: the identity goes on behind the last value"
            + (", which an index gives at once." if indexed else "; no index gives it, so the table is read."),
            locks=(*locks, *locked(indexes(before, self.schema, self.table), Lock.ACCESS_SHARE)),
            scans=() if indexed else stored(before, self.schema, self.table),
        )


class AlterIdentity(TableChange, frozen=True, kw_only=True):
    """ALTER COLUMN ... SET GENERATED with all options."""

    column: str
    identity: Identity

    def title(self) -> str:
        return f"Change how {self.schema}.{self.table}.{self.column} is numbered"

    def apply(self, schema: Physical) -> Physical:
        return edit_column(schema, self.schema, self.table, self.column, identity=self.identity)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(alter_identity(self.schema, self.table, self.column, self.identity)),
                why="It holds for numbers that are given from now on; the one that comes next stays.",
                locks=family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            ),
        )


class RequireIdentity(AlterIdentity, frozen=True, kw_only=True):
    """GENERATED ALWAYS, which refuses values that an application gives: it waits until the old one is gone."""

    contract: ClassVar[bool] = True

    def title(self) -> str:
        return f"Let nobody but PostgreSQL number {self.schema}.{self.table}.{self.column}"

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        (altered,) = super().statements(situation)
        sql = to_sql(generate_always(self.schema, self.table, self.column))
        why = "It is left for last because the application in use may give numbers itself, which is refused then."
        return (replace(altered, sql=sql, why=why),)


def owned_sequence(physical: Physical, schema: str, table: str, column: str) -> Sequence | None:
    """The sequence that belongs to a column (`serial`)."""
    owner = (schema, table, column)
    return next((sequence for sequence in physical.sequences if sequence.owned_by == owner), None)


def leads_an_index(table: Table, column: str) -> bool:
    """True when an index of every row begins with the column, so that its ends are found at once."""
    keys = [table.primary_key.columns] if table.primary_key is not None else []
    keys += [unique.columns for unique in table.uniques]
    keys += [index.leading_columns() for index in table.indexes if index.valid and not index.where]
    return any(key[:1] == (column,) for key in keys)


def _released(sequence: Sequence, locks: tuple[RelationLock, ...]) -> Statement:
    free = RelationLock(schema=sequence.schema, name=sequence.name, mode=Lock.SHARE_ROW_EXCLUSIVE)
    return Statement(
        sql=to_sql(owned_by(replace(sequence, owned_by=None))),
        why="The column gets a sequence of its own, and only one can belong to it.",
        locks=(*locks, free),
    )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for table, wanted in common_tables(old, new):
        for before, after in differing(table.columns, wanted.columns):
            if after.identity is not None and before.generated is None and before.identity != after.identity:
                yield from _changes(wanted, before, after.identity)


def _changes(table: Table, before: Column, wanted: Identity) -> Iterator[Change]:
    """An application in use that gives numbers itself may do so until it is gone."""
    schema, name, column = table.schema, table.name, before.name
    tolerant = wanted if before.identity is not None and before.identity.always else replace(wanted, always=False)
    if before.identity is None:
        yield AddIdentity(schema=schema, table=name, column=column, identity=tolerant)
    elif before.identity != tolerant:
        yield AlterIdentity(schema=schema, table=name, column=column, identity=tolerant)
    if tolerant != wanted:
        yield RequireIdentity(schema=schema, table=name, column=column, identity=wanted)


KIND = Kind("set-identity", _detect)
