"""What the terminal shows while a run lasts: a few lines, for any width."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from wesley.cli.problems.excerpt import visible, width
from wesley.cli.progress.durations import lasted
from wesley.cli.progress.state import State
from wesley.cli.progress.words import clock, how, left, left_in_all, percent, progressed, wait, who
from wesley.observe import events as of

_BAR = 20
_BAR_FROM = 60
_TINY = 24


class Line(Struct, frozen=True):
    """A line of the picture and the name of its style; empty for none."""

    text: str
    style: str = ""


def picture(state: State, seconds: float, columns: int, rows: int) -> tuple[Line, ...]:
    """The lines to show.

    Args:
        state: where the run stands.
        seconds: now, on the clock of the state.
        columns, rows: of the terminal; no line is longer, and there are fewer lines than rows.
    """
    if not state.figures.run:
        return ()
    lines = _tiny(state) if columns < _TINY or rows < 4 else _all(state, seconds, columns)
    fitting = lines[: max(rows - 1, 1)]
    return tuple(Line(cut(visible(line.text), columns - 1), line.style) for line in fitting)


def cut(text: str, columns: int) -> str:
    """A text that takes at most so many columns; what is left out shows as `…`."""
    if width(text) <= columns:
        return text
    kept = ""
    for sign in text:
        if width(kept + sign) > columns - 1:
            break
        kept += sign
    return kept + "…" if columns > 0 else ""


def _tiny(state: State) -> list[Line]:
    done = percent(state.figures.statements_done, state.figures.statements_total)
    return [Line(f"{_segment(state)} {done} %")]


def _segment(state: State) -> str:
    figures = state.figures
    number = figures.segments_done if state.segment is None else state.segment.number
    total = figures.segments_total if state.segment is None else state.segment.total
    return f"{number}/{total}"


def _all(state: State, seconds: float, columns: int) -> list[Line]:
    figures = state.figures
    back = " back" if figures.direction == "back" else ""
    head = f"plan {figures.plan}{back} on {figures.database}"
    elapsed = clock(seconds - state.began)
    head = cut(visible(head), columns - 2 - len(elapsed))
    space = columns - 1 - width(head) - len(elapsed)
    lines = [Line(head + " " * space + elapsed, "strong"), Line(_whole(state, seconds, columns))]
    if state.statement is not None:
        lines.append(Line(f"  {state.statement.title}"))
    if state.progress is not None:
        lines.append(Line(f"  {_statement(state.progress, columns)}"))
    elif state.rows:
        lines.append(Line(f"  {state.rows:,} rows"))
    return lines + _wait(state, seconds)


def _whole(state: State, seconds: float, columns: int) -> str:
    figures = state.figures
    done = percent(figures.statements_done, figures.statements_total)
    number, _, total = _segment(state).partition("/")
    kind = "" if state.segment is None else f"  {how(state.segment.kind)}, {state.segment.phase}"
    rest = left_in_all(state.left(seconds))
    return f"segment {number} of {total}  {_part(done, columns)}{kind}" + (f"; {rest}" if rest else "")


def _statement(event: of.Progressed, columns: int) -> str:
    if event.total <= 0:
        return progressed(event)
    done = percent(event.done, event.total)
    rest = "" if event.fastest is None or event.slowest is None else f", {left(event.fastest, event.slowest)}"
    counts = f"{event.done:,} of {event.total:,} {event.unit}"
    return f"{_part(done, columns)}  {counts}{rest}  {event.what}"


def _part(done: int, columns: int) -> str:
    """A percentage, behind a bar where there is room for it."""
    if columns < _BAR_FROM:
        return f"{done} %"
    full = done * _BAR // 100
    return f"[{'#' * full}{'.' * (_BAR - full)}] {done:3} %"


def _wait(state: State, seconds: float) -> list[Line]:
    since = seconds - state.told_at
    match state.wait:
        case of.LockRefused() | of.HoldersSeen() as event:
            # The pause after an attempt is in the figures from its start.
            known = event.pause if isinstance(event, of.LockRefused) else 0.0
            waited = state.figures.lock_waiting + state.figures.held_up + max(since - known, 0.0)
            lines = [Line(f"  waiting for {', '.join(event.relations)}, for {lasted(waited)} so far", "warning")]
            if event.blockers:
                blockers = tuple(replace(one, age=one.age + since) for one in event.blockers)
                lines.append(Line(f"  held by {who(blockers)}"))
                lines.append(Line(f"    {event.blockers[0].query}", "faint"))
            return lines
        case None:
            return []
        case event:
            return [Line(f"  {wait(event)}", "warning")]
