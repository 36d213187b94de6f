"""Create a sequence."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind
from wesley.changes.edit import put
from wesley.changes.pairs import only_in
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence
from wesley.sql.ddl.sequence import create_sequence
from wesley.sql.deparse import to_sql


class CreateSequence(Change, frozen=True, kw_only=True):
    """CREATE SEQUENCE. Its owner and its comment are changes of their own."""

    sequence: Sequence

    def title(self) -> str:
        return f"Create sequence {self.sequence.schema}.{self.sequence.name}"

    def apply(self, schema: Physical) -> Physical:
        return put(schema, "sequences", self.sequence)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.sequence.schema, name=self.sequence.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        why = "A new sequence locks nothing; the defaults that take numbers from it come later."
        return (Statement(sql=to_sql(create_sequence(self.sequence)), why=why),)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for sequence in only_in(new.sequences, old.sequences):
        yield CreateSequence(sequence=replace(sequence, owned_by=None, comment=None))


KIND = Kind("create-sequence", _detect)
