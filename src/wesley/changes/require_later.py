"""Forbid NULL in a column that came back, when the application is gone that does not know it."""

from __future__ import annotations

from wesley.changes.change import Change
from wesley.changes.later import later
from wesley.changes.set_not_null import SetNotNull
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.schema import Physical


class RequireLater(Change, frozen=True, kw_only=True):
    """NOT NULL of a column that nothing but an application gives a value: it waits."""

    required: SetNotNull

    def title(self) -> str:
        return self.required.title()

    def apply(self, schema: Physical) -> Physical:
        return self.required.apply(schema)

    def touches(self) -> tuple[RelationName, ...]:
        return self.required.touches()

    def online(self, situation: Situation) -> tuple[Change, ...]:
        return tuple(later((self.required,), situation))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return self.required.statements(situation)
