"""What the terminal shows of a watch: how the last round ended, and what is wrong."""

from __future__ import annotations

import sys

from wesley.cli.problems.excerpt import visible, width
from wesley.cli.progress.durations import lasted, many
from wesley.cli.terminal import Paint
from wesley.cli.watching.fit import cut, fold
from wesley.cli.watching.state import State
from wesley.observe import watching as of

_LABEL = 10
_SHOWN = 3
_OUTPUT_LINES = 20
_ROWS_TO_FOLD = 12
_FRAME = ("│", "┌─")


def picture(state: State, columns: int, rows: int, paint: Paint) -> tuple[str, ...]:
    """The lines to show.

    Args:
        state: where the watch stands.
        columns, rows: of the terminal; no line is longer, and there are fewer lines than rows.
        paint: how to color.
    """
    if state.started is None:
        return ()
    fits = columns - 1 if rows >= _ROWS_TO_FOLD else sys.maxsize
    results = [*_schema(state, paint), *_tests(state, paint), *_command(state, paint)]
    head = [part for line in _warning(state, paint) for part in fold(line, fits, 2)]
    head += [part for line in results for part in fold(line, fits, 2 + _LABEL)]
    foot = _foot(state, columns - 1, paint)
    details = _details(state, columns - 1, max(rows - 2 - len(head) - len(foot), 0), paint)
    lines = [_title(state, columns, paint), *head, *details, *foot]
    return tuple(cut(line, columns - 1) for line in lines[: max(rows - 1, 1)])


def _title(state: State, columns: int, paint: Paint) -> str:
    started = state.started
    what = "" if started is None else f"{', '.join(started.paths)} → {started.out}"
    said = f"round {state.ended.number} at {state.at}" if state.ended is not None else ""
    title = "wesley watch"
    space = columns - 1 - len(title) - 2 - width(visible(what)) - len(said)
    end = " " * space + paint(said, "faint") if space > 0 else ""
    return f"{paint(title, 'strong')}  {visible(what)}{end}"


def _warning(state: State, paint: Paint) -> list[str]:
    return [paint(f"  {visible(state.warning)}", "warning")] if state.warning else []


def _schema(state: State, paint: Paint) -> list[str]:
    if state.refused is not None:
        text = f"{many(state.refused.errors, 'error')}; nothing was written"
        return [_row("schema", text, state.refused.seconds, "error", paint)]
    if state.compiled is None:
        return []
    event = state.compiled
    counts = [(event.written, "written"), (event.removed, "removed"), (event.unchanged, "unchanged")]
    parts = ", ".join(f"{number} {word}" for number, word in counts if number)
    text = f"{many(event.tables, 'table')} from {many(event.files, 'file')}" + (f": {parts}" if parts else "")
    if event.warnings:
        text += f"; {many(event.warnings, 'warning')}, see `wesley check`"
    return [_row("schema", text, event.seconds, "good", paint)]


def _tests(state: State, paint: Paint) -> list[str]:
    if state.refused is not None:
        return []
    lines = []
    if state.brought is not None and state.brought.how != "unchanged" and _holds(state, state.brought.number):
        lines.append(_row("database", _brought(state.brought), state.brought.seconds, "good", paint))
    if state.tests is not None and _holds(state, state.tests.number):
        event = state.tests
        text = f"{event.failed:,} failed, " if event.failed else ""
        text += f"{event.passed:,} passed in {many(event.files, 'file')}"
        text += f", {event.skipped:,} skipped" if event.skipped else ""
        text += f"; {many(event.left, 'file')} left for the next round" if event.left else ""
        lines.append(_row("tests", text, event.seconds, "error" if event.failed else "good", paint))
    return lines


def _brought(event: of.DatabaseBrought) -> str:
    if event.how == "planned":
        return f"brought on by {many(event.statements, 'statement')}"
    return f"made anew: {event.reason}"


def _command(state: State, paint: Paint) -> list[str]:
    if state.command is None or state.refused is not None or not _holds(state, state.command.number):
        return []
    event = state.command
    return [_row("command", f"ended with {event.status}", event.seconds, "error" if event.status else "good", paint)]


def _holds(state: State, number: int) -> bool:
    """Whether what a round gave still holds: it may not, as soon as another schema is being tested."""
    return not state.is_compiled or state.compiled is None or state.compiled.number == number


def _row(label: str, text: str, seconds: float, style: str, paint: Paint) -> str:
    return f"  {paint(f'{label:<{_LABEL}}', style)}{visible(text)}  {paint(lasted(seconds), 'faint')}"


def _details(state: State, columns: int, room: int, paint: Paint) -> list[str]:
    """What is wrong, as far as there is room: of the schema alone when that has errors."""
    if state.refused is not None:
        return _first(_paragraph(state.problems, columns), room, paint)
    found = _first([*_paragraph(state.problems, columns), *_paragraph(state.failures, columns)], room, paint)
    return [*found, *_last(_paragraph(state.output, columns), room - len(found), paint)]


def _paragraph(text: str, columns: int) -> list[str]:
    """An empty line and the lines of a text, none where it has none; the lines of code frames stay in one piece."""
    if not text:
        return []
    lines = text.rstrip("\n").split("\n")
    return ["", *(part for line in lines for part in ([line] if _is_code(line) else fold(line, columns)))]


def _is_code(line: str) -> bool:
    return any(sign in line for sign in _FRAME)


def _first(lines: list[str], room: int, paint: Paint) -> list[str]:
    if len(lines) <= room:
        return lines
    kept = max(room - 1, 0)
    return [*lines[:kept], paint(f"... {many(len(lines) - kept, 'line')} more", "faint")][:room]


def _last(lines: list[str], room: int, paint: Paint) -> list[str]:
    """The end of what a command has printed: what went wrong stands there."""
    room = min(room, 1 + _OUTPUT_LINES)
    if len(lines) <= room:
        return lines
    kept = max(room - 2, 0)
    before = paint(f"... {many(len(lines) - 1 - kept, 'line')} before", "faint")
    return ["", before, *lines[len(lines) - kept :]][: max(room, 0)]


def _foot(state: State, columns: int, paint: Paint) -> list[str]:
    if state.over is not None:
        return ["", paint(f"ended after {many(state.over.rounds, 'round')}, {lasted(state.over.seconds)}", "faint")]
    if state.under_way is None:
        return ["", paint("waiting for changes; Ctrl-C ends", "faint")]
    names = state.under_way.changed
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    said = f"{', '.join(names[:_SHOWN])}{more} changed" if names else "the first round"
    doing = f"; {state.work}" if state.work else ""
    return ["", *fold(paint(f"at work: {visible(said + doing)}", "faint"), columns)]
