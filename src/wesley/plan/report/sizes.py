"""How big the tables are that a plan works on, and how fast their server is."""

from __future__ import annotations

from msgspec import Struct

from wesley.changes.statement import RelationName
from wesley.ir.size import RelationSize
from wesley.plan.plan import Plan
from wesley.plan.report.rates import ASSUMED, Rates


class Sizes(Struct, frozen=True, kw_only=True):
    """Sizes by relation; those that the plan creates are empty, and nobody uses them.

    Args:
        known: by relation.
        created: what the plan creates.
        rates: how fast the server works.
    """

    known: dict[RelationName, RelationSize]
    created: frozenset[RelationName]
    rates: Rates = ASSUMED

    @classmethod
    def of(cls, plan: Plan, live: tuple[RelationSize, ...], rates: Rates = ASSUMED) -> Sizes:
        """The sizes for a plan.

        Args:
            plan: the plan.
            live: sizes of a live database; none when there is none.
            rates: how fast its server works.
        """
        known = {RelationName(schema=size.schema, name=size.name): size for size in live}
        created = frozenset(plan.created)
        known |= {name: RelationSize(schema=name.schema, name=name.name, rows=0) for name in created}
        return cls(known=known, created=created, rates=rates)

    def rows(self, name: RelationName) -> int | None:
        """Rows of a relation; None when unknown."""
        size = self.known.get(name)
        return None if size is None else size.rows

    def in_use(self, name: RelationName) -> bool:
        """False for what the plan creates."""
        return name not in self.created
