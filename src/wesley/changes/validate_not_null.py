"""Validate a NOT NULL that was added NOT VALID (PostgreSQL 18)."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.default_names import default_name
from wesley.changes.edit import edit_column
from wesley.changes.lock import Lock
from wesley.changes.pairs import common_tables, differing
from wesley.changes.relations import family_locks, stored
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, Probe, Statement
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.ddl.alter_constraint import validate_constraint
from wesley.sql.ddl.validate_not_null import validate_not_null
from wesley.sql.deparse import to_sql
from wesley.sql.probe import rows_against
from wesley.sql.text import quote_identifier


class ValidateNotNull(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... VALIDATE CONSTRAINT of a NOT NULL.

    Args:
        column: its name.
        constraint: name of the constraint, where the plan itself gave it; else it is looked up when it runs.
    """

    column: str
    constraint: str = ""

    def title(self) -> str:
        return f"Validate NOT NULL of {self.schema}.{self.table}.{self.column}"

    def apply(self, schema: Physical) -> Physical:
        return edit_column(schema, self.schema, self.table, self.column, nullable=False, not_null_valid=True)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        place = (self.schema, self.table)
        if self.constraint:
            tree = validate_constraint(*place, self.constraint)
        else:
            tree = validate_not_null(*place, self.column)
        return (
            Statement(
                sql=to_sql(tree),
                why="Reads the table once while reads and writes go on: in a transaction of its own, because the lock "
                "of the step before would otherwise be held for as long.",
                locks=family_locks(situation.before, self.schema, self.table, Lock.SHARE_UPDATE_EXCLUSIVE),
                mode=Mode.OWN,
                scans=stored(situation.before, self.schema, self.table),
                probe=null_probe(self.schema, self.table, self.column),
                manual="Fill or delete the rows that the probe finds, then run it again; until then the constraint "
                "stays NOT VALID and holds for new rows alone.",
            ),
        )


def not_null_name(table: Table, column: str) -> str:
    """The name of the NOT NULL constraint of a column: the one that PostgreSQL 18 gives to it.

    A check may have that name already; PostgreSQL then numbers its own.
    """
    wanted = default_name(table.name, column, "not_null")
    taken = {check.name for check in table.checks} | {key.name for key in table.foreign_keys}
    taken |= {unique.name for unique in table.uniques} | {exclusion.name for exclusion in table.exclusions}
    numbered = (default_name(table.name, column, f"not_null{number}") for number in range(1, len(taken) + 2))
    return next(name for name in (wanted, *numbered) if name not in taken)


def null_probe(schema: str, table: str, column: str) -> Probe:
    """The query that finds the rows in which a column is NULL."""
    return Probe(
        query=rows_against(schema, table, f"{quote_identifier(column)} IS NOT NULL"),
        meaning=f"rows in which {column} is NULL",
    )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for table, wanted in common_tables(old, new):
        for before, after in differing(table.columns, wanted.columns):
            if not before.not_null_valid and not after.nullable and after.not_null_valid:
                yield ValidateNotNull(schema=wanted.schema, table=wanted.name, column=after.name)


KIND = Kind("validate-not-null", _detect)
