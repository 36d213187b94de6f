"""Forbid NULL in a column."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.add_check import AddCheck
from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.drop_check import DropCheck
from wesley.changes.edit import edit_column, the_table
from wesley.changes.fill_column import fill
from wesley.changes.lock import Lock
from wesley.changes.own_names import new_name
from wesley.changes.pairs import common_tables, differing
from wesley.changes.relations import family_locks, stored
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, Statement
from wesley.changes.validate_check import ValidateCheck
from wesley.changes.validate_not_null import ValidateNotNull, not_null_name, null_probe
from wesley.ir.constraint import Check
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.ddl.alter_column import set_not_null
from wesley.sql.ddl.alter_constraint import add_not_null_not_valid
from wesley.sql.deparse import to_sql
from wesley.sql.text import quote_identifier

NOT_VALID_SINCE = 18

_UNPROVED = (
    "NOT VALID holds for every row that is written from now on and reads none of those that are there, so the lock is "
    "held for a moment only."
)
_PROVED = "The valid check proves that no row has a NULL, so PostgreSQL does not read the table again."
_EMPTY = "The table is new: there is no row to read."
_READS = "PostgreSQL reads the whole table while nobody else can read or write it."


class SetNotNull(TableChange, frozen=True, kw_only=True):
    """NOT NULL on a column that is there.

    Args:
        column: its name.
        valid: False for NOT VALID (PostgreSQL 18).
        filled: True when the rows that are there were filled by a change before this one.
    """

    column: str
    valid: bool = True
    filled: bool = False

    def title(self) -> str:
        return f"Forbid NULL in {self.schema}.{self.table}.{self.column}"

    def apply(self, schema: Physical) -> Physical:
        return edit_column(schema, self.schema, self.table, self.column, nullable=False, not_null_valid=self.valid)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        table = the_table(situation.before, self.schema, self.table)
        if not self.valid or situation.is_new(self.schema, self.table) or proved(table, self.column):
            return (self,)
        if not self.filled and situation.backfill(self.schema, self.table, self.column) is not None:
            return (*fill(situation, self.schema, self.table, self.column), replace(self, filled=True))
        if situation.version >= NOT_VALID_SINCE:
            name = not_null_name(table, self.column)
            proof = ValidateNotNull(schema=self.schema, table=self.table, column=self.column, constraint=name)
            return (replace(self, valid=False), proof)
        return self._by_check()

    def _by_check(self) -> tuple[Change, ...]:
        """By way of a check, which PostgreSQL takes as the proof (ALTER TABLE, `SET NOT NULL`)."""
        name = new_name(f"{self.table}_{self.column}_not_null")
        check = Check(name=name, expression=not_null_condition(self.column), valid=False)
        return (
            AddCheck(schema=self.schema, table=self.table, check=check),
            ValidateCheck(schema=self.schema, table=self.table, name=name),
            self,
            DropCheck(schema=self.schema, table=self.table, name=name),
        )

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        locks = family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE)
        table = the_table(situation.before, self.schema, self.table)
        if not self.valid:
            tree = add_not_null_not_valid(self.schema, self.table, not_null_name(table, self.column), self.column)
            return (Statement(sql=to_sql(tree), why=_UNPROVED, locks=locks),)
        sql = to_sql(set_not_null(self.schema, self.table, self.column))
        if situation.is_new(self.schema, self.table):
            return (Statement(sql=sql, why=_EMPTY, locks=locks),)
        if proved(table, self.column):
            return (Statement(sql=sql, why=_PROVED, locks=locks),)
        return (
            Statement(
                sql=sql,
                why=_READS,
                locks=locks,
                mode=Mode.OWN,
                scans=stored(situation.before, self.schema, self.table),
                probe=null_probe(self.schema, self.table, self.column),
                manual="Fill or delete the rows that the probe finds, then run it again.",
            ),
        )


def not_null_condition(column: str) -> Expression:
    """`column IS NOT NULL`."""
    return Expression(sql=f"{quote_identifier(column)} IS NOT NULL", columns=(column,))


def proved(table: Table, column: str) -> bool:
    """True when a valid check says that the column is never NULL."""
    wanted = not_null_condition(column).sql
    return any(check.valid and not check.no_inherit and check.expression.sql == wanted for check in table.checks)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for table, wanted in common_tables(old, new):
        for before, after in differing(table.columns, wanted.columns):
            if before.nullable and not after.nullable:
                yield SetNotNull(schema=wanted.schema, table=wanted.name, column=after.name, valid=after.not_null_valid)


KIND = Kind("set-not-null", _detect)
