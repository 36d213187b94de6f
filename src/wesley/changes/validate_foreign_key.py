"""Validate a foreign key that was added NOT VALID."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import find_member, put_member
from wesley.changes.lock import Lock, strongest
from wesley.changes.matching import gains_validity
from wesley.changes.pairs import common_tables
from wesley.changes.relations import family, locked, stored
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, Probe, RelationName, Statement
from wesley.ir.constraint import ForeignKey
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_constraint import validate_constraint
from wesley.sql.deparse import to_sql
from wesley.sql.probe import orphans

_EMPTY = (
    "The referencing table is new and empty. In a transaction of its own all the same: PostgreSQL may read the table "
    "that is referred to, while the lock of the step before would keep others from writing to it."
)


class ValidateForeignKey(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... VALIDATE CONSTRAINT of a foreign key."""

    name: str

    def title(self) -> str:
        return f"Validate foreign key {self.name} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "foreign_keys", replace(self._key(schema), valid=True))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        referencing = family(situation.before, self.schema, self.table)
        statement = foreign_key_validation(situation.before, referencing, self._key(situation.before))
        if not situation.is_new(self.schema, self.table):
            return (statement,)
        # Nobody has written into the table, so there is no row that could refer to nothing.
        return (replace(statement, probe=None, manual="", why=_EMPTY),)

    def _key(self, schema: Physical) -> ForeignKey:
        key: ForeignKey = find_member(schema, self.schema, self.table, "foreign_keys", self.name)
        return key


def foreign_key_validation(physical: Physical, referencing: tuple[RelationName, ...], key: ForeignKey) -> Statement:
    """The statement that validates a foreign key.

    Args:
        physical: the schema that has it.
        referencing: the referencing table, and its partitions behind it.
        key: the foreign key.
    """
    table = referencing[0]
    referenced, *parts = family(physical, key.ref_schema, key.ref_table)
    locks = (
        *locked(referencing, Lock.SHARE_UPDATE_EXCLUSIVE),
        *locked((referenced,), Lock.ROW_SHARE),
        *locked(tuple(parts), Lock.ACCESS_SHARE),
    )
    return Statement(
        sql=to_sql(validate_constraint(table.schema, table.name, key.name)),
        why="Reads both tables once while reads and writes of both go on: in a transaction of its own, because the "
        "locks of the step before would otherwise be held for as long.",
        locks=strongest(locks),
        mode=Mode.OWN,
        scans=tuple(sorted({*(referencing[1:] or referencing), *stored(physical, key.ref_schema, key.ref_table)})),
        probe=Probe(
            query=orphans(table.schema, table.name, key),
            meaning=f"rows that refer to no row of {key.ref_schema}.{key.ref_table}",
        ),
        manual="Mend or delete the rows that the probe finds, then run it again; until then the foreign key stays "
        "NOT VALID and holds for new rows alone.",
    )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for key in gains_validity(before.foreign_keys, after.foreign_keys):
            yield ValidateForeignKey(schema=after.schema, table=after.name, name=key.name)


KIND = Kind("validate-foreign-key", _detect)
