"""Add an exclusion constraint."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import put_member
from wesley.changes.lock import Lock
from wesley.changes.matching import match
from wesley.changes.pairs import common_tables
from wesley.changes.relations import family_locks, stored
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, Probe, Statement
from wesley.changes.taken_names import aside, holders
from wesley.ir.constraint import Exclusion
from wesley.ir.schema import Physical
from wesley.sql.ddl.constraint import add_constraint
from wesley.sql.deparse import to_sql
from wesley.sql.probe import conflicts

_WHY = (
    "PostgreSQL has no form of this without a long lock: an exclusion constraint cannot be NOT VALID, and USING INDEX "
    "takes unique indexes alone. Nobody reads or writes the table while its index is built."
)
_EMPTY = "The table is new and empty, so its index is there at once."
_MANUAL = (
    "Mend or delete the rows that the probe finds, then run it again. Where the table is too large to be locked for as "
    "long as the index takes, fill a new table that has the constraint and let the application change over to it."
)


class AddExclusion(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... ADD CONSTRAINT ... EXCLUDE."""

    exclusion: Exclusion

    def title(self) -> str:
        return f"Add exclusion {self.exclusion.name} to {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "exclusions", self.exclusion)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        sql = to_sql(add_constraint(self.schema, self.table, self.exclusion))
        locks = family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE)
        if situation.is_new(self.schema, self.table):
            return (Statement(sql=sql, why=_EMPTY, locks=locks),)
        return (
            Statement(
                sql=sql,
                why=_WHY,
                locks=locks,
                mode=Mode.OWN,
                scans=stored(situation.before, self.schema, self.table),
                probe=Probe(
                    query=conflicts(self.schema, self.table, self.exclusion),
                    meaning=f"rows of which {self.exclusion.name} allows only one",
                ),
                manual=_MANUAL,
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    known = holders(old)
    for before, after in common_tables(old, new):
        for exclusion in match(before.exclusions, after.exclusions).added:
            yield from aside(known, after.schema, exclusion.name)
            yield AddExclusion(schema=after.schema, table=after.name, exclusion=exclusion)


KIND = Kind("add-exclusion", _detect)
