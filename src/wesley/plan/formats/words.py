"""Words for risks, durations, locks and segments that all forms of a plan share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from wesley.plan.plan import Phase, Plan, SegmentKind
from wesley.plan.report.duration import Duration

# More fields than a person reads are counted by their types.
_FIELDS_READ = 40
_LEVELS = ((50, "high"), (25, "medium"), (0, "low"))

SEGMENTS = {
    SegmentKind.TRANSACTION: "one transaction",
    SegmentKind.CONCURRENT: "outside a transaction",
    SegmentKind.VALIDATION: "a transaction of its own",
    SegmentKind.BACKFILL: "in batches, a transaction each",
}

PHASES = {
    Phase.EXPAND: "safe at any time: the application in use goes on",
    Phase.CONTRACT: "waits until the old application is gone",
}

UNPLANNED = "Not in the plan, because Wesley does not manage it: make it yourself"


def level(risk: int) -> str:
    """A risk in a word: low, medium, high."""
    return next(word for least, word in _LEVELS if risk >= least)


def seconds(duration: Duration) -> str:
    """A duration for people."""
    if duration.least is None or duration.most is None:
        return "unknown"
    if duration.most <= 1:
        return "under a second"
    return f"{_shown(duration.least)} to {_shown(duration.most)}"


def _shown(number: float) -> str:
    if number < 100:
        return f"{number:.0f} s"
    return f"{number / 60:.0f} min" if number < 6000 else f"{number / 3600:.1f} h"


def counted(number: int, word: str) -> str:
    """`1 statement`, `2 statements`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def waiting(plan: Plan) -> int:
    """How many statements belong to the contract."""
    return sum(len(segment.steps) for segment in plan.segments if segment.phase is Phase.CONTRACT)


def printable(text: str) -> str:
    """A text in one line: what is no printable sign, such as a line break in a name, is shown as its escape."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def by_type(fields: Sequence[str]) -> tuple[str, ...]:
    """Fields, `Type.name` in order, as they are; of many how many each type has, as `Type (3)`."""
    if len(fields) <= _FIELDS_READ:
        return tuple(fields)
    types = groupby(fields, key=lambda field: field.partition(".")[0])
    return tuple(f"{name} ({len(tuple(its))})" for name, its in types)
