"""A change that waits for the contract although its kind need not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from msgspec.structs import replace

from wesley.changes.change import Change
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.schema import Physical


class Later(Change, frozen=True, kw_only=True):
    """The same change, when the old application is gone."""

    contract: ClassVar[bool] = True

    change: Change

    def title(self) -> str:
        return self.change.title()

    def apply(self, schema: Physical) -> Physical:
        return self.change.apply(schema)

    def touches(self) -> tuple[RelationName, ...]:
        return self.change.touches()

    def carried(self, made: Change, before: Physical) -> Change:
        """It waits too, so it takes the names that another change gives."""
        return replace(self, change=made.carry(self.change, before))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return self.change.statements(situation)


def later(changes: Iterable[Change], situation: Situation) -> Iterator[Later]:
    """The smallest forms of changes, all of which wait; each is asked in the situation that those before it leave."""
    for change in changes:
        forms = change.online(situation)
        if forms == (change,):
            yield Later(change=change)
            situation = situation.after(change)
        else:
            for form in later(forms, situation):
                yield form
                situation = situation.after(form)
