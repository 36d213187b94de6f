"""Give a generated column another type, or another expression where something stands on it."""

from __future__ import annotations

from wesley.changes.anew import Anew
from wesley.changes.change import Change, TableChange
from wesley.changes.column_move.computed import computed_move
from wesley.changes.column_move.moved import type_moved
from wesley.changes.edit import put_member
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.together import Together
from wesley.ir.column import Column
from wesley.ir.schema import Physical


class ComputeAnew(TableChange, frozen=True, kw_only=True):
    """A successor that is computed as the column shall be takes its place, with all that stands on it.

    Args:
        column: the column as it shall be.
        anew: what stands on it and is written otherwise.
    """

    column: Column
    anew: Anew = Anew()

    def title(self) -> str:
        return f"Compute {self.schema}.{self.table}.{self.column.name} anew"

    def apply(self, schema: Physical) -> Physical:
        schema = put_member(schema, self.schema, self.table, "columns", self.column)
        return self.anew.apply(schema, self.schema, self.table)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        place = (self.schema, self.table)
        return type_moved(situation, (computed_move(place, self.column),), ((place, self.anew),))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return Together(changes=self.online(situation), heading=self.title()).statements(situation)
