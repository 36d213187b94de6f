"""Validate a check constraint that was added NOT VALID."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import put_member, the_table
from wesley.changes.lock import Lock
from wesley.changes.matching import gains_validity
from wesley.changes.pairs import common_tables
from wesley.changes.relations import family_locks, stored
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, Probe, Statement
from wesley.ir.constraint import Check
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_constraint import validate_constraint
from wesley.sql.deparse import to_sql
from wesley.sql.probe import rows_against


class ValidateCheck(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... VALIDATE CONSTRAINT of a check."""

    name: str

    def title(self) -> str:
        return f"Validate check {self.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        check = replace(self._check(schema), valid=True)
        return put_member(schema, self.schema, self.table, "checks", check)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(validate_constraint(self.schema, self.table, self.name)),
                why="Reads the table once while reads and writes go on: in a transaction of its own, because the lock "
                "of the step before would otherwise be held for as long.",
                locks=family_locks(situation.before, self.schema, self.table, Lock.SHARE_UPDATE_EXCLUSIVE),
                mode=Mode.OWN,
                scans=stored(situation.before, self.schema, self.table),
                probe=self._probe(situation.before),
                manual="Mend or delete the rows that the probe finds, then run it again; until then the constraint "
                "stays NOT VALID and holds for new rows alone.",
            ),
        )

    def _check(self, schema: Physical) -> Check:
        return next(check for check in the_table(schema, self.schema, self.table).checks if check.name == self.name)

    def _probe(self, schema: Physical) -> Probe:
        return Probe(
            query=rows_against(self.schema, self.table, self._check(schema).expression.sql),
            meaning=f"rows that {self.name} does not allow",
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for check in gains_validity(before.checks, after.checks):
            yield ValidateCheck(schema=after.schema, table=after.name, name=check.name)


KIND = Kind("validate-check", _detect)
