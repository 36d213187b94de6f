"""Where a run stands, folded from its events: what displays show."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from wesley.cli.progress.durations import lasted, many
from wesley.observe import events as of
from wesley.observe.fold import after as figures_after
from wesley.observe.metrics import Metrics
from wesley.observe.remaining import Pace, remaining, seen


class State(Struct, frozen=True, kw_only=True):
    """Where a run stands.

    Args:
        figures: what is done.
        began: when the run began, in seconds.
        segment: the one under way.
        segment_began: when it began, in seconds.
        statement: the one under way, or the last one.
        first: what the segment's first statement is about.
        progress: how far the statement is.
        pace: how fast it was.
        rows: rows of the statement's batches.
        wait: what is waited for.
        told_at: when that was told, in seconds.
    """

    figures: Metrics = Metrics()
    began: float = 0.0
    segment: of.SegmentStarted | None = None
    segment_began: float = 0.0
    statement: of.StatementStarted | None = None
    first: str = ""
    progress: of.Progressed | None = None
    pace: Pace = Pace()
    rows: int = 0
    wait: of.Event | None = None
    told_at: float = 0.0

    @property
    def title(self) -> str:
        """What the segment is about: its first statement, and how many more there are."""
        more = 0 if self.segment is None else self.segment.statements - 1
        return self.first + (f", and {more} more" if self.first and more > 0 else "")

    def left(self, seconds: float) -> tuple[float, float] | None:
        """Seconds that the whole plan still takes, the fewest and the most; None when nobody can tell.

        Args:
            seconds: now.
        """
        segment = self.segment
        if segment is None or segment.then_fastest is None or segment.then_slowest is None:
            return None
        if self.progress is not None and self.progress.fastest is not None and self.progress.slowest is not None:
            own = (self.progress.fastest, self.progress.slowest)
        elif segment.fastest is not None and segment.slowest is not None:
            own = (segment.fastest - seconds + self.segment_began, segment.slowest - seconds + self.segment_began)
        else:
            return None
        # What takes longer than was expected takes nobody knows how long.
        return None if own[1] < 0 else (max(own[0], 0.0) + segment.then_fastest, own[1] + segment.then_slowest)


def after(state: State, event: of.Event, seconds: float) -> State:
    """Where it stands after one more event.

    Args:
        state: before.
        event: what happened.
        seconds: when, on a clock that is never set.
    """
    state = replace(state, figures=figures_after(state.figures, event))
    match event:
        case of.RunStarted():
            return State(figures=state.figures, began=seconds)
        case of.SegmentStarted():
            return State(figures=state.figures, began=state.began, segment=event, segment_began=seconds)
        case of.StatementStarted():
            return _statement(state, event)
        case of.Progressed():
            return _progressed(state, event, seconds)
        case of.BatchDone():
            return replace(state, rows=state.rows + event.rows, wait=None)
        case of.LockRefused() | of.HoldersSeen() | of.Paused() | of.Retried():
            return replace(state, wait=event, told_at=seconds)
        case of.Continued() | of.StatementDone() | of.Reconnected():
            return replace(state, wait=None)
        case _:
            return state


def _statement(state: State, event: of.StatementStarted) -> State:
    first = state.first or event.title
    return replace(state, statement=event, first=first, progress=None, pace=Pace(), rows=0, wait=None)


def _progressed(state: State, event: of.Progressed, seconds: float) -> State:
    """Where nobody says how long it will take, its own pace does."""
    same = state.progress is not None and state.progress.what == event.what
    pace = seen(state.pace if same else Pace(), seconds, event.done)
    known = None if event.fastest is not None else remaining(pace, event.total)
    if known is not None:
        event = of.Progressed(
            number=event.number,
            what=event.what,
            done=event.done,
            total=event.total,
            unit=event.unit,
            fastest=known[0],
            slowest=known[1],
        )
    waits = state.wait if isinstance(state.wait, of.Paused) else None
    return replace(state, progress=event, pace=pace, wait=waits)


def summary(state: State, event: of.RunEnded) -> str:
    """How a run ended, what it has done and what that cost; why it stopped is for the command to say."""
    figures = state.figures
    parts = [f"{event.outcome} after {lasted(event.seconds)}"]
    if event.outcome in (of.Outcome.DONE, of.Outcome.EXPANDED):
        parts.append(f"{many(figures.segments, 'segment')}, {many(figures.operations, 'statement')}")
    else:
        segments, statements = many(figures.segments_total, "segment"), many(figures.statements_total, "statement")
        parts.append(f"{figures.segments_done} of {segments} and {figures.statements_done} of {statements} done")
    if figures.rows:
        parts.append(f"{many(figures.rows, 'row')} changed")
    if figures.lock_wait >= 0.1:
        parts.append(f"{lasted(figures.lock_wait)} of waiting for locks")
    if figures.longest_stall:
        parts.append(f"others waited {lasted(figures.longest_stall)} at most")
    return "; ".join(parts)
