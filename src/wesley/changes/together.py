"""Several changes that are made in one transaction, or not at all."""

from __future__ import annotations

from functools import reduce

from wesley.changes.change import Change
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.schema import Physical


class Together(Change, frozen=True, kw_only=True):
    """Changes whose statements share a transaction, because what lies between them must never be seen.

    Args:
        changes: in order; each is done directly, in constant time once the locks are there.
        heading: title of the whole.
        deferred: True when the whole belongs to the contract.
    """

    changes: tuple[Change, ...]
    heading: str
    deferred: bool = False

    def title(self) -> str:
        return self.heading

    def apply(self, schema: Physical) -> Physical:
        return reduce(lambda before, change: change.apply(before), self.changes, schema)

    def touches(self) -> tuple[RelationName, ...]:
        return tuple(sorted({name for change in self.changes for name in change.touches()}))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        found: list[Statement] = []
        for change in self.changes:
            found += change.statements(situation)
            situation = situation.after(change)
        return tuple(found)
