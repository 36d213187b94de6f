"""Say which column a sequence belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind
from wesley.changes.edit import find, put
from wesley.changes.lock import Lock, RelationLock
from wesley.changes.pairs import differing
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence
from wesley.sql.ddl.sequence import owned_by
from wesley.sql.deparse import to_sql


class OwnSequence(Change, frozen=True, kw_only=True):
    """ALTER SEQUENCE ... OWNED BY; `owner` is schema, table and column, or None."""

    schema: str
    name: str
    owner: tuple[str, str, str] | None

    def title(self) -> str:
        owner = "nothing" if self.owner is None else ".".join(self.owner)
        return f"Let sequence {self.schema}.{self.name} belong to {owner}"

    def apply(self, schema: Physical) -> Physical:
        return put(schema, "sequences", self._owned(schema))

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.schema, name=self.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        locks = [RelationLock(schema=self.schema, name=self.name, mode=Lock.SHARE_ROW_EXCLUSIVE)]
        if self.owner is not None:
            locks.append(RelationLock(schema=self.owner[0], name=self.owner[1], mode=Lock.ACCESS_SHARE))
        return (
            Statement(
                sql=to_sql(owned_by(self._owned(situation.before))),
                why="A sequence that belongs to a column goes when the column goes; nothing else follows from it.",
                locks=tuple(locks),
            ),
        )

    def _owned(self, schema: Physical) -> Sequence:
        sequence: Sequence = find(schema, "sequences", self.schema, self.name)
        return replace(sequence, owned_by=self.owner)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for was, sequence in differing(old.sequences, new.sequences):
        if was.owned_by != sequence.owned_by:
            yield OwnSequence(schema=sequence.schema, name=sequence.name, owner=sequence.owned_by)


KIND = Kind("own-sequence", _detect)
