"""What the terminal shows of a watch: how the last round ended, and what is wrong."""

from __future__ import annotations

import re

from wesley.cli.problems.excerpt import visible, width
from wesley.cli.progress.durations import lasted, many
from wesley.cli.terminal import Paint
from wesley.cli.watching.state import State
from wesley.observe import watching as of

_LABEL = 10
_SHOWN = 3
_OUTPUT_LINES = 20
_COLOR = re.compile(r"\x1b\[[0-9;]*m")
_END = "\x1b[0m"


def picture(state: State, columns: int, rows: int, paint: Paint) -> tuple[str, ...]:
    """The lines to show.

    Args:
        state: where the watch stands.
        columns, rows: of the terminal; no line is longer, and there are fewer lines than rows.
        paint: how to color.
    """
    if state.started is None:
        return ()
    head, foot = _head(state, columns, paint), _foot(state, paint)
    details = _details(state)
    room = max(rows - 1 - len(head) - len(foot), 0)
    if len(details) > room:
        left = len(details) - room + 1
        details = [*details[: max(room - 1, 0)], paint(f"... {many(left, 'line')} more", "faint")][:room]
    lines = [*head, *details, *foot]
    return tuple(cut(line, columns - 1) for line in lines[: max(rows - 1, 1)])


def cut(line: str, columns: int) -> str:
    """A line in colors that takes at most so many columns; what is left out shows as `…`."""
    if width(_COLOR.sub("", line)) <= columns:
        return line
    kept, taken = "", 0
    for part in re.split(f"({_COLOR.pattern})", line):
        if _COLOR.fullmatch(part):
            kept += part
            continue
        for sign in part:
            if taken + width(sign) > columns - 1:
                return kept + ("…" if columns > 0 else "") + (_END if _COLOR.search(kept) else "")
            kept, taken = kept + sign, taken + width(sign)
    return kept


def _head(state: State, columns: int, paint: Paint) -> list[str]:
    started = state.started
    what = "" if started is None else f"{', '.join(started.paths)} → {started.out}"
    said = f"round {state.ended.number} at {state.at}" if state.ended is not None else ""
    title = "wesley watch"
    space = columns - 1 - len(title) - 2 - width(visible(what)) - len(said)
    end = " " * space + paint(said, "faint") if space > 0 else ""
    lines = [f"{paint(title, 'strong')}  {visible(what)}{end}"]
    if state.warning:
        lines.append(paint(f"  {visible(state.warning)}", "warning"))
    return [*lines, *_schema(state, paint), *_tests(state, paint), *_command(state, paint)]


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


def _details(state: State) -> list[str]:
    """What is wrong, in full: of the schema alone when that has errors."""
    texts = [state.problems] if state.refused is not None else [state.problems, state.failures, _tail(state.output)]
    lines: list[str] = []
    for text in filter(None, texts):
        lines += ["", *text.rstrip("\n").split("\n")]
    return lines


def _tail(output: str) -> str:
    """The last lines of the command; what went wrong stands there."""
    return "\n".join(output.rstrip("\n").split("\n")[-_OUTPUT_LINES:])


def _foot(state: State, paint: Paint) -> list[str]:
    if state.over is not None:
        return ["", paint(f"ended after {many(state.over.rounds, 'round')}, {lasted(state.over.seconds)}", "faint")]
    if state.under_way is None:
        return ["", paint("waiting for changes; Ctrl-C ends", "faint")]
    names = state.under_way.changed
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    said = f"{', '.join(names[:_SHOWN])}{more} changed" if names else "the first round"
    return ["", paint(f"at work: {visible(said)}", "faint")]
