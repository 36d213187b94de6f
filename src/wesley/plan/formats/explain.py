"""What the words of a plan mean, for a person who reads one for the first time."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.plan.plan import Phase, Plan, SegmentKind

_PHASES = {
    Phase.EXPAND: "expand: what is added, so that the application in use and the next one both work. It can be run at "
    "any time, and undone without loss.",
    Phase.CONTRACT: "contract: what the next application does not need any more is taken away. It waits until the old "
    "application is gone, since that would fail without it.",
}
_KINDS = {
    SegmentKind.TRANSACTION: "one transaction: all of its statements or none. Each takes a moment once it has its "
    "lock, so nobody waits for long.",
    SegmentKind.CONCURRENT: "outside a transaction: PostgreSQL does the work beside reads and writes, and needs more "
    "than one transaction of its own for that. When it stops half-way, something invalid is left, which the next plan "
    "removes.",
    SegmentKind.VALIDATION: "a transaction of its own: it reads a whole table, or what it makes can be used only once "
    "it is committed.",
    SegmentKind.BACKFILL: "in batches: rows are changed some thousand at a time, each batch in a transaction of its "
    "own, so that no row is locked for long. It can be stopped and run again.",
}
_ALWAYS = (
    "blocks: what other sessions have to wait with while the statement holds its lock: `all` is reads and writes, "
    "`DDL` is ALTER TABLE, CREATE INDEX, VACUUM and the like. A lock that is waited for holds up everybody who comes "
    "later, so plan.sql gives up after 100 ms; it stops there and leaves its transaction undone.",
    "risk: 0 to 100, from how strong the lock is, how long it is held, and whether data can be lost.",
)


def glossary(plan: Plan) -> Iterator[str]:
    """A sentence or two for each word that the plan uses."""
    phases = {segment.phase for segment in plan.segments}
    kinds = {segment.kind for segment in plan.segments}
    yield from (text for phase, text in _PHASES.items() if phase in phases)
    yield from (text for kind, text in _KINDS.items() if kind in kinds)
    yield from _ALWAYS
