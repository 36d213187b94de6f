"""A plan: what to run, in which order and how, from one schema to another."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from wesley.changes.statement import RelationName, Statement
from wesley.diff.renames import NO_RENAMES, Renames
from wesley.ir.schema import Physical
from wesley.plan.kept import NOTHING_KEPT, Kept

PLAN_VERSION = 1


class Phase(StrEnum):
    """EXPAND is safe while the old application runs; CONTRACT waits until it is gone."""

    EXPAND = "expand"
    CONTRACT = "contract"


class SegmentKind(StrEnum):
    """How the statements of a segment are run.

    TRANSACTION: all in one transaction, each done in constant time once it has its locks.
    CONCURRENT: one statement outside any transaction block.
    VALIDATION: one statement in a transaction of its own, which may take long under a weak lock.
    BACKFILL: one UPDATE in batches by key or by page, a transaction each.
    """

    TRANSACTION = "transaction"
    CONCURRENT = "concurrent"
    VALIDATION = "validation"
    BACKFILL = "backfill"


class Expectation(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the catalog holds of one object: its fingerprint, or None when the object is not there."""

    relation: RelationName
    fingerprint: str | None = None


class Step(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One statement of a plan.

    Args:
        number: its place in the plan, from 1.
        title: what it is a part of, for a person.
        kind: name of the change that it belongs to.
        statement: the statement and its cost.
        after: what the catalog holds afterwards of all that it touches.
    """

    number: int
    title: str
    kind: str
    statement: Statement
    after: tuple[Expectation, ...] = ()


class Segment(Struct, frozen=True, kw_only=True):
    """Statements that are run as one piece."""

    kind: SegmentKind
    phase: Phase
    steps: tuple[Step, ...]


class Plan(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A plan.

    Args:
        server: major version of PostgreSQL that it is for.
        before: the schema that it starts from: the snapshot before the flight.
        between: the schema when all that is safe beside the old application is done, and the contract is not.
        goal: the schema when everything is done.
        segments: what to run, in order; those of the contract come last.
        created: the tables that it creates: locks on them hold up nobody.
        contract: False when the contract is shown and not run.
        renames: what it renames.
        kept: what it keeps of what it takes away.
        plan_version: version of this data model.
    """

    server: int
    before: Physical
    between: Physical
    goal: Physical
    segments: tuple[Segment, ...] = ()
    created: tuple[RelationName, ...] = ()
    contract: bool = False
    renames: Renames = NO_RENAMES
    kept: Kept = NOTHING_KEPT
    plan_version: int = PLAN_VERSION

    def steps(self) -> tuple[Step, ...]:
        """All steps in order."""
        return tuple(step for segment in self.segments for step in segment.steps)
