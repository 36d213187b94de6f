"""The plan in a terminal: what is done in which order, what it holds up, and what to look at before."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator

from wesley.plan.document import Document
from wesley.plan.formats.explain import glossary
from wesley.plan.formats.words import BLOCKED, PHASES, SEGMENTS, counted, level, seconds, waiting
from wesley.plan.plan import Phase, Plan, Segment, Step
from wesley.plan.report.report import StepReport

Paint = Callable[[str, str], str]
"""From a text and the name of a style to what is shown."""

_STYLES = {"low": "good", "medium": "warning", "high": "error"}
_NUMBER, _BLOCKS, _RISK, _TIME = 5, 16, 4, 14


def text(document: Document, paint: Paint, width: int, *, explain: bool = False) -> str:
    """The whole of it.

    Args:
        document: the plan.
        paint: how to color.
        width: columns of the terminal.
        explain: tell the reason of every step, and what the words mean.
    """
    if not document.plan.segments:
        return "".join(f"{line}\n" for line in (*_nothing(document), *_aside(document, paint, width)))
    lines = [*_head(document, paint, width), *_segments(document, paint, width, explain=explain)]
    lines += [*_attention(document, paint, width), *_aside(document, paint, width)]
    if explain:
        lines += _section("Words", glossary(document.plan), paint, width)
    lines += _next(document, paint, width)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _nothing(document: Document) -> Iterator[str]:
    yield f"Nothing to do: {document.source} is {document.target} already."


def _head(document: Document, paint: Paint, width: int) -> Iterator[str]:
    plan, report = document.plan, document.report
    yield from _wrapped(f"from {document.source}", width, "     ")
    yield from _wrapped(f"to   {document.target}", width, "     ")
    yield f"on   PostgreSQL {plan.server}"
    yield ""
    word = level(report.risk)
    later = waiting(plan)
    said = f", {later} of them for later" if later and not plan.contract else ""
    yield f"{counted(len(plan.steps()), 'statement')}{said}; " + paint(f"risk {report.risk} ({word})", _STYLES[word])
    yield f"duration {seconds(report.duration)}: {report.duration.basis}"


def _segments(document: Document, paint: Paint, width: int, *, explain: bool) -> Iterator[str]:
    phase = None
    reports = {each.number: each for each in document.report.steps}
    for number, segment in enumerate(document.plan.segments, start=1):
        if segment.phase is not phase:
            phase = segment.phase
            yield ""
            yield paint(phase.value.upper(), "strong") + f"  {_phase(phase, document.plan)}"
            yield paint(_columns(width), "faint")
        yield paint(f"{number:>3}  {SEGMENTS[segment.kind]}", "frame")
        yield from _steps(segment, reports, paint, width, explain=explain)


def _phase(phase: Phase, plan: Plan) -> str:
    shown = "; shown here, not run without --contract"
    return PHASES[phase] + (shown if phase is Phase.CONTRACT and not plan.contract else "")


def _columns(width: int) -> str:
    return " " * (_NUMBER + _title_width(width)) + f"{'  blocks':<{_BLOCKS + 2}}{'risk':>{_RISK}}  time"


def _title_width(width: int) -> int:
    return width - _NUMBER - 2 - _BLOCKS - _RISK - 2 - _TIME


def _steps(
    segment: Segment, reports: dict[int, StepReport], paint: Paint, width: int, *, explain: bool
) -> Iterator[str]:
    reason = ""
    for step in segment.steps:
        yield from _step(step, reports[step.number], paint, width)
        if explain and step.statement.why != reason:
            reason = step.statement.why
            yield from (paint(line, "faint") for line in _indented(reason, width, _NUMBER + 2))


def _step(step: Step, reported: StepReport, paint: Paint, width: int) -> Iterator[str]:
    room = _title_width(width)
    first, *others = textwrap.wrap(step.title, room, subsequent_indent="  ") or [""]
    word = level(reported.risk)
    blocks = "-" if reported.strongest is None else BLOCKED.get(reported.strongest, "-")
    risk = paint(f"{reported.risk:>{_RISK}}", _STYLES[word])
    yield f"{step.number:>{_NUMBER - 1}} {first:<{room}}  {blocks:<{_BLOCKS}}{risk}  {seconds(reported.duration)}"
    yield from (" " * _NUMBER + line for line in others)


def _attention(document: Document, paint: Paint, width: int) -> Iterator[str]:
    """What to look at before running it."""
    report, plan = document.report, document.plan
    yield from _section("Lost for good, with what is in it", report.loses, paint, width)
    yield from _section("Can fail on the data that are there; a query that finds rows says so", _probes(plan), paint)
    prepared = "Prepared statements of running clients fail once on"
    yield from _section(prepared, report.breaks_prepared, paint, width)
    fired = sorted({name for step in plan.steps() for name in step.statement.fires})
    yield from _section("Triggers that fire for the rows that are filled", fired, paint, width)
    yield from _section("GraphQL fields whose types change", report.blast.fields, paint, width)


def _probes(plan: Plan) -> Iterator[str]:
    for step in plan.steps():
        probe = step.statement.probe
        if probe is not None:
            yield f"{step.number}: {probe.meaning}"
            yield from (f"   {line}" for line in probe.query.split("\n"))


def _aside(document: Document, paint: Paint, width: int) -> Iterator[str]:
    undecided = "Read as different, because nobody could tell whether they mean the same"
    yield from _section(undecided, document.undecided, paint, width)
    yield from _section("Left alone, as Wesley does not manage it", document.unmanaged, paint, width)


def _section(title: str, items: Iterable[str], paint: Paint, width: int | None = None) -> Iterator[str]:
    """A heading and its items; nothing for no items. Without a width the items are lines that stay as they are."""
    listed = list(items)
    if listed:
        yield ""
        yield paint(title, "strong")
        for item in listed:
            yield from [f"  {item}"] if width is None else _indented(item, width, 2)


def _next(document: Document, paint: Paint, width: int) -> Iterator[str]:
    plan, undo = document.plan, document.undo
    yield ""
    yield paint("Next", "strong")
    yield "  read it:   the same command with --format sql"
    yield "  run it:    the same command with --out plan.sql, then"
    yield "             psql -v ON_ERROR_STOP=1 -f plan.sql"
    if waiting(plan) and not plan.contract:
        yield "  finish it: the same with --contract, when the old application is gone"
    if undo.plan is not None and undo.report is not None:
        back = counted(len(undo.plan.steps()), "statement")
        yield f"  way back:  {back}, risk {undo.report.risk}; in --format json under `undo`"
    else:
        yield from _wrapped(f"  way back:  none: {undo.reason}", width, " " * 13)


def _indented(item: str, width: int, margin: int) -> Iterator[str]:
    for line in item.split("\n"):
        yield from (" " * margin + part for part in textwrap.wrap(line, width - margin) or [""])


def _wrapped(line: str, width: int, margin: str) -> list[str]:
    return textwrap.wrap(line, width, subsequent_indent=margin, break_long_words=False, drop_whitespace=True)
