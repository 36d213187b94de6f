"""Let a column be an identity no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import edit_column, the_table
from wesley.changes.lock import Lock, RelationLock
from wesley.changes.pairs import common_tables, differing
from wesley.changes.relations import family_locks, indexes, locked, stored
from wesley.changes.set_identity import leads_an_index
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence
from wesley.sql.ddl.alter_column import drop_identity, set_default
from wesley.sql.ddl.sequence_value import continue_owned
from wesley.sql.deparse import to_sql
from wesley.sql.text import qualified, quote_literal


class DropIdentity(TableChange, frozen=True, kw_only=True):
    """ALTER COLUMN ... DROP IDENTITY; its sequence goes with it."""

    contract: ClassVar[bool] = True

    column: str

    def title(self) -> str:
        return f"Stop numbering {self.schema}.{self.table}.{self.column}"

    def apply(self, schema: Physical) -> Physical:
        return edit_column(schema, self.schema, self.table, self.column, identity=None)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(drop_identity(self.schema, self.table, self.column)),
                why="It is left for last because the application in use may insert rows without a number.",
                locks=family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            ),
        )


class ReplaceIdentity(DropIdentity, frozen=True, kw_only=True):
    """DROP IDENTITY and SET DEFAULT in one transaction: every INSERT gets a value as before."""

    contract: ClassVar[bool] = False

    default: Expression

    def title(self) -> str:
        return f"Give {self.schema}.{self.table}.{self.column} a default instead of an identity"

    def apply(self, schema: Physical) -> Physical:
        return edit_column(schema, self.schema, self.table, self.column, identity=None, default=self.default)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        place = (self.schema, self.table, self.column)
        why = "A column has either an identity or a default; the lock is held until both are exchanged."
        locks = family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE)
        dropped = Statement(sql=to_sql(drop_identity(*place)), why=why, locks=locks)
        why = "It holds for rows that are inserted from now on."
        found = (dropped, Statement(sql=to_sql(set_default(*place, self.default.sql)), why=why, locks=locks))
        sequence = self._sequence(situation)
        return found if sequence is None else (*found, self._continued(situation, sequence, locks))

    def _sequence(self, situation: Situation) -> Sequence | None:
        """The sequence that the default takes its values from."""
        if "nextval" not in self.default.functions:
            return None
        known = situation.before.sequences
        return next((each for each in known if _named(each) in self.default.sql), None)

    def _continued(self, situation: Situation, sequence: Sequence, locks: tuple[RelationLock, ...]) -> Statement:
        before = situation.before
        indexed = leads_an_index(the_table(before, self.schema, self.table), self.column)
        tree = continue_owned(self.schema, self.table, self.column, (sequence.schema, sequence.name))
        return Statement(
            sql=to_sql(tree),
            why="No number is given twice: the sequence goes on behind the last value.",
            locks=(
                *locks,
                *locked(indexes(before, self.schema, self.table), Lock.ACCESS_SHARE),
                RelationLock(schema=sequence.schema, name=sequence.name, mode=Lock.ROW_EXCLUSIVE),
            ),
            scans=() if indexed else stored(before, self.schema, self.table),
        )


def _named(sequence: Sequence) -> str:
    return quote_literal(qualified(sequence.schema, sequence.name))


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for table, wanted in common_tables(old, new):
        for before, after in differing(table.columns, wanted.columns):
            if before.identity is None or after.identity is not None or after.generated is not None:
                continue
            if after.default is None:
                yield DropIdentity(schema=wanted.schema, table=wanted.name, column=after.name)
            else:
                yield ReplaceIdentity(schema=wanted.schema, table=wanted.name, column=after.name, default=after.default)


KIND = Kind("drop-identity", _detect)
