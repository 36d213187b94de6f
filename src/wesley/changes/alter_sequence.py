"""Change the type or the options of a sequence."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind
from wesley.changes.edit import put
from wesley.changes.lock import Lock, locks_on
from wesley.changes.pairs import differing
from wesley.changes.situation import Situation
from wesley.changes.statement import Probe, RelationName, Statement
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence
from wesley.sql.ddl.sequence import alter_sequence
from wesley.sql.deparse import to_sql
from wesley.sql.object_probe import sequence_beyond


class AlterSequence(Change, frozen=True, kw_only=True):
    """ALTER SEQUENCE with its type and every option; `sequence` as it is afterwards."""

    sequence: Sequence

    def title(self) -> str:
        return f"Change sequence {self.sequence.schema}.{self.sequence.name}"

    def apply(self, schema: Physical) -> Physical:
        return put(schema, "sequences", self.sequence)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.sequence.schema, name=self.sequence.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(alter_sequence(self.sequence)),
                why="It goes on where it stands. Who takes a number waits for the moment that it takes: the sequence, "
                "which is one row, gets a new file so that the change can be rolled back.",
                locks=locks_on(self.sequence.schema, self.sequence.name, Lock.SHARE_ROW_EXCLUSIVE),
                probe=self._probe(),
                manual="When it stands beyond the new bounds, give it wider ones or restart it.",
            ),
        )

    def _probe(self) -> Probe | None:
        bounds = (self.sequence.minimum, self.sequence.maximum)
        if bounds == (None, None):
            return None
        query = sequence_beyond(self.sequence.schema, self.sequence.name, *bounds)
        return Probe(query=query, meaning="the last value, which the new bounds do not allow")


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for was, sequence in differing(old.sequences, new.sequences):
        after = replace(sequence, owned_by=was.owned_by, comment=was.comment)
        if after != was:
            yield AlterSequence(sequence=after)


KIND = Kind("alter-sequence", _detect)
