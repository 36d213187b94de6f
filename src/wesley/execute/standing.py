"""Where things stand in a database, out of its journal."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from wesley.execute import guard
from wesley.execute.journal import plans, runs
from wesley.execute.journal.install import has_journal
from wesley.execute.journal.plans import Entry
from wesley.execute.journal.runs import RunEntry
from wesley.execute.journal.segments import Progress, next_segment, progress
from wesley.postgres.session import Session

_ROWS = "SELECT rows FROM wesley.segments WHERE plan = %s AND segment = %s"


class Stage(StrEnum):
    """How things stand.

    NOTHING: no plan was ever run. UNFINISHED: a plan was begun and not ended. WAITING: all but the contract of the
    last plan is done. DONE: nothing is left to do.
    """

    NOTHING = "nothing"
    UNFINISHED = "unfinished"
    WAITING = "contract waits"
    DONE = "done"


class Next(Struct, frozen=True, kw_only=True):
    """The segment that comes next: its number, kind, phase, the titles of its statements, the rows filled so far."""

    segment: int
    kind: str
    phase: str
    titles: tuple[str, ...]
    is_started: bool
    rows: int = 0


class Standing(Struct, frozen=True, kw_only=True):
    """Where things stand.

    Args:
        stage: in a word.
        holder: who holds the advisory lock, for people; empty for nobody.
        plan: the unfinished plan, else the last one that was not led back.
        progress: how far that is; its contract counts only where it is run.
        next: what comes next of it.
        last_run: the latest run of it.
    """

    stage: Stage
    holder: str = ""
    plan: Entry | None = None
    progress: Progress | None = None
    next: Next | None = None
    last_run: RunEntry | None = None


def standing(session: Session) -> Standing:
    """Look into the journal.

    Args:
        session: outside any transaction.

    Raises:
        ServerError: the journal cannot be used.
    """
    holder = guard.holder(session)
    if not has_journal(session):
        return Standing(stage=Stage.NOTHING, holder=holder)
    entry = current(plans.entries(session))
    if entry is None:
        return Standing(stage=Stage.NOTHING, holder=holder)
    stage = {"begun": Stage.UNFINISHED, "expanded": Stage.WAITING}.get(entry.state, Stage.DONE)
    return Standing(
        stage=stage,
        holder=holder,
        plan=entry,
        progress=progress(session, entry.plan, contract=entry.contract),
        next=_next(session, entry, stage),
        last_run=next(reversed(runs.runs(session, entry.plan)), None),
    )


def current(entries: tuple[Entry, ...]) -> Entry | None:
    """The unfinished plan, else the last one whose work is there: what leads back leaves nothing of its own."""
    unfinished = next((entry for entry in entries if entry.state == "begun"), None)
    return unfinished or last_forward(entries)


def last_forward(entries: tuple[Entry, ...]) -> Entry | None:
    """The last plan that was run and not led back."""
    return next(reversed(standing_plans(entries)), None)


def standing_plans(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The plans that were run and not led back, the oldest first."""
    return tuple(one for one in entries if one.undoes is None and one.state in {"done", "expanded"})


def expanded_before(entries: tuple[Entry, ...], entry: Entry) -> Entry | None:
    """The plan before this one, when its contract was not run with it: this one may be that contract, run later."""
    before = next(reversed([one for one in standing_plans(entries) if one.plan < entry.plan]), None)
    return before if before is not None and before.state == "expanded" and entry.contract else None


def _next(session: Session, entry: Entry, stage: Stage) -> Next | None:
    """Of an unfinished plan what it goes on with; of one whose contract waits, how that begins."""
    if stage is Stage.DONE:
        return None
    segment = next_segment(session, entry.plan, contract=entry.contract or stage is Stage.WAITING)
    if segment is None:
        return None
    return Next(
        segment=segment.number,
        kind=segment.kind,
        phase=segment.phase,
        titles=tuple(dict.fromkeys(step.title for step in segment.steps)),
        is_started=segment.is_started,
        rows=session.rows(_ROWS, [entry.plan, segment.number])[0][0],
    )
