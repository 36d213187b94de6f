"""Drop a sequence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind
from wesley.changes.edit import find, remove
from wesley.changes.lock import access_exclusive
from wesley.changes.pairs import only_in
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence
from wesley.sql.ddl.sequence import drop_sequence
from wesley.sql.deparse import to_sql


class DropSequence(Change, frozen=True, kw_only=True):
    """DROP SEQUENCE of one that did not go with its column."""

    contract: ClassVar[bool] = True

    schema: str
    name: str

    def title(self) -> str:
        return f"Drop sequence {self.schema}.{self.name}"

    def apply(self, schema: Physical) -> Physical:
        return remove(schema, "sequences", self.schema, self.name)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.schema, name=self.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        sequence: Sequence = find(situation.before, "sequences", self.schema, self.name)
        return (
            Statement(
                sql=to_sql(drop_sequence(self.schema, self.name)),
                why="Nothing takes numbers from it any more. Where it stood is lost.",
                locks=(access_exclusive(self.schema, self.name),),
                loses=(f"{self.schema}.{self.name}",) if sequence.owned_by is None else (),
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for sequence in only_in(old.sequences, new.sequences):
        yield DropSequence(schema=sequence.schema, name=sequence.name)


KIND = Kind("drop-sequence", _detect)
