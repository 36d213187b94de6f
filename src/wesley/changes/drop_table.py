"""Drop a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind
from wesley.changes.edit import remove, the_table
from wesley.changes.lock import access_exclusive
from wesley.changes.pairs import only_in
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence
from wesley.sql.ddl.alter_table import drop_table
from wesley.sql.deparse import to_sql


class DropTable(Change, frozen=True, kw_only=True):
    """DROP TABLE. Its foreign keys are dropped before, one by one, so that it locks no other table.

    The sequences that belong to its columns go with it.
    """

    contract: ClassVar[bool] = True

    schema: str
    name: str

    def title(self) -> str:
        return f"Drop table {self.schema}.{self.name}"

    def apply(self, schema: Physical) -> Physical:
        for sequence in self._sequences(schema):
            schema = remove(schema, "sequences", sequence.schema, sequence.name)
        return remove(schema, "tables", self.schema, self.name)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.schema, name=self.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        table = the_table(situation.before, self.schema, self.name)
        partitions = table.partitioning.partitions if table.partitioning is not None else ()
        return (
            Statement(
                sql=to_sql(drop_table(self.schema, self.name)),
                why="Nothing uses the table any more: its rows, indexes, triggers and policies go with it.",
                locks=(
                    access_exclusive(self.schema, self.name),
                    *(access_exclusive(partition.schema, partition.name) for partition in partitions),
                    *(
                        access_exclusive(sequence.schema, sequence.name)
                        for sequence in self._sequences(situation.before)
                    ),
                ),
                loses=(f"{self.schema}.{self.name}",),
            ),
        )

    def _sequences(self, schema: Physical) -> tuple[Sequence, ...]:
        """Those that belong to a column of the table."""
        owner = (self.schema, self.name)
        return tuple(
            sequence
            for sequence in schema.sequences
            if sequence.owned_by is not None and sequence.owned_by[:2] == owner
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for table in only_in(old.tables, new.tables):
        yield DropTable(schema=table.schema, name=table.name)


KIND = Kind("drop-table", _detect)
