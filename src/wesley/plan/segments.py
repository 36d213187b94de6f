"""From pieces to segments: what shares a transaction and what cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from msgspec.structs import replace

from wesley.changes.later import Later
from wesley.changes.statement import Mode
from wesley.plan.expectation import expectations
from wesley.plan.plan import Segment, SegmentKind, Step
from wesley.plan.unfold import Piece

_KINDS = {
    Mode.TRANSACTION: SegmentKind.TRANSACTION,
    Mode.OWN: SegmentKind.VALIDATION,
    Mode.OUTSIDE: SegmentKind.CONCURRENT,
    Mode.BATCHES: SegmentKind.BACKFILL,
}

# Each table and index that a transaction makes or alters takes a place in the lock table of the server, which has
# max_locks_per_transaction x max_connections of them, 6,400 with the defaults.
_LONGEST = 100


def segments(pieces: Iterable[Piece], created: frozenset[tuple[str, str]] = frozenset()) -> tuple[Segment, ...]:
    """The segments of a plan.

    Statements that hold their locks for a moment only share a transaction with those before where both lock the same
    table that is in use, or none: so no table waits for the lock of another, and none is locked while something is
    done that has nothing to do with it. The statements of one piece are never parted.

    Args:
        pieces: what is done, in order.
        created: the tables that the plan makes, which nobody waits for.
    """
    numbers = count(1)
    found: list[Segment] = []
    for piece in pieces:
        for segment in _parts(piece, numbers):
            if found and _joins(found[-1], segment, created):
                found[-1] = replace(found[-1], steps=found[-1].steps + segment.steps)
            else:
                found.append(segment)
    return tuple(found)


def _parts(piece: Piece, numbers: Iterator[int]) -> Iterator[Segment]:
    """The segments of one piece: one, unless a statement of it cannot share a transaction."""
    statements = piece.change.statements(piece.situation)
    steps = [
        Step(number=next(numbers), title=piece.change.title(), kind=_kind(piece), statement=statement)
        for statement in statements
    ]
    if not steps:
        return
    steps[-1] = replace(steps[-1], after=expectations(piece.change.touches(), piece.after.before))
    if all(step.statement.mode is Mode.TRANSACTION for step in steps):
        yield Segment(kind=SegmentKind.TRANSACTION, phase=piece.phase, steps=tuple(steps))
        return
    for step in steps:
        yield Segment(kind=_KINDS[step.statement.mode], phase=piece.phase, steps=(step,))


def _kind(piece: Piece) -> str:
    """The kind of a change, from the name of its module: what its file and its case files are called."""
    change = piece.change.change if isinstance(piece.change, Later) else piece.change
    return type(change).__module__.rpartition(".")[2].replace("_", "-")


def _joins(before: Segment, after: Segment, created: frozenset[tuple[str, str]]) -> bool:
    if before.kind is not SegmentKind.TRANSACTION or after.kind is not SegmentKind.TRANSACTION:
        return False
    if before.phase is not after.phase or len(before.steps) + len(after.steps) > _LONGEST:
        return False
    ours, theirs = _locked(before) - created, _locked(after) - created
    return ours == theirs and len(ours) <= 1


def _locked(segment: Segment) -> frozenset[tuple[str, str]]:
    return frozenset((lock.schema, lock.name) for step in segment.steps for lock in step.statement.locks)
