"""The JSON form of a plan, as types: what `schema.json` publishes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from wesley.changes.statement import RelationName
from wesley.diff.renames import NO_RENAMES, Renames
from wesley.ir.codec import compact
from wesley.ir.schema import Physical
from wesley.plan.formats.difference import Difference
from wesley.plan.kept import NOTHING_KEPT, Kept
from wesley.plan.plan import Phase, SegmentKind, Step
from wesley.plan.report.blast import Blast
from wesley.plan.report.duration import Duration
from wesley.plan.report.report import StepReport


class Fingerprints(Struct, frozen=True, kw_only=True):
    """SHA-256 of the canonical form of each schema: where the plan starts, waits before its contract, and ends."""

    before: str
    between: str
    goal: str


class Totals(Struct, frozen=True, kw_only=True):
    """The safety report of the whole; see `Report`."""

    risk: int
    duration: Duration
    loses: tuple[str, ...]
    may_fail: tuple[int, ...]
    breaks_prepared: tuple[str, ...]
    blast: Blast


class Head(Struct, frozen=True, kw_only=True):
    """All but the statements.

    Args:
        plan_version: version of this form.
        server: major version of PostgreSQL that it is for.
        contract: whether the steps of the contract are run.
        source, target: what the two schemas are called.
        fingerprints: those of the schemas.
        digest: SHA-256 of this head with an empty digest and of the lines of the statements, as they are printed, each
            with a newline.
        report: the totals.
        created: tables that it creates.
        renames: what it renames.
        kept: what it keeps of what it takes away.
        unmanaged: objects of the database that are left alone.
        undecided: places of which nobody could tell whether the two schemas mean the same.
        unplanned: objects of the schema to get to that the plan does not create, because they are not managed.
        before: the schema that it starts from.
        between, goal: how the schemas between and at the end differ from it.
    """

    plan_version: int
    server: int
    contract: bool
    source: str = ""
    target: str = ""
    fingerprints: Fingerprints
    digest: str
    report: Totals
    created: tuple[RelationName, ...] = ()
    renames: Renames = NO_RENAMES
    kept: Kept = NOTHING_KEPT
    unmanaged: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    unplanned: tuple[str, ...] = ()
    before: Physical
    between: Difference
    goal: Difference


class Line(Struct, frozen=True, kw_only=True):
    """One statement.

    Args:
        segment: the number of its segment, from 1.
        run: how the segment is run.
        phase: expand or contract.
        step: the statement and what it costs.
        report: what follows from that.
    """

    segment: int
    run: SegmentKind
    phase: Phase
    step: Step
    report: StepReport


class Back(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The way back: a plan, or the reason why there is none."""

    head: Head | None = None
    statements: tuple[Line, ...] = ()
    reason: str = ""


class Record(Struct, frozen=True, kw_only=True):
    """A plan in JSON."""

    head: Head
    statements: tuple[Line, ...]
    undo: Back


def unsigned(head: Head) -> bytes:
    """What comes into the digest before the statements: all of the head but the digest, as a line."""
    return compact(replace(head, digest="")) + b"\n"


def digest(head: Head, lines: Iterable[bytes]) -> str:
    """SHA-256 of a plan, as 64 hexadecimal digits.

    Args:
        head: all but the statements; the digest that it states does not count.
        lines: the statements in compact JSON, without newlines.
    """
    found = hashlib.sha256(unsigned(head))
    for line in lines:
        found.update(line + b"\n")
    return found.hexdigest()
