"""The plan in a terminal: what is done in which order, what it holds up, and what to look at before."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator

from wesley.plan.document import Document
from wesley.plan.formats.explain import glossary
from wesley.plan.formats.probes import early, late
from wesley.plan.formats.rows import Row, rows
from wesley.plan.formats.words import PHASES, SEGMENTS, UNPLANNED, by_type, counted, level, printable, seconds, waiting
from wesley.plan.own_objects import kept_names
from wesley.plan.plan import Phase, Plan

Paint = Callable[[str, str], str]
"""From a text and the name of a style to what is shown."""

_STYLES = {"low": "good", "medium": "warning", "high": "error"}
_NUMBERS, _BLOCKS, _RISK, _TIME = 7, 6, 4, 9
_GAP = "  "


def text(document: Document, paint: Paint, width: int, *, again: str = "wesley plan", explain: bool = False) -> str:
    """The whole of it.

    Args:
        document: the plan.
        paint: how to color.
        width: columns of the terminal.
        again: the command that makes the same plan; empty where it is run right now.
        explain: tell the reason of every step, and what the words mean.
    """
    if not document.plan.segments:
        settled = document.settled or f"{document.source} is as {document.target} has it"
        lines = [f"Nothing to do: {settled}.", *_aside(document, paint, width)]
    else:
        lines = [*_head(document, again, paint, width), *_segments(document, paint, width, explain=explain)]
        lines += [*_attention(document, paint, width), *_aside(document, paint, width)]
        if explain:
            lines += _section("Words", glossary(document.plan), paint, width)
        lines += _next(document, again, paint, width)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _head(document: Document, again: str, paint: Paint, width: int) -> Iterator[str]:
    plan, report = document.plan, document.report
    yield from _wrapped(f"from {document.source}", width, "     ")
    yield from _wrapped(f"to   {document.target}", width, "     ")
    # Who runs it right now has said before on which server.
    if again:
        yield f"on   PostgreSQL {plan.server}"
    yield ""
    word, later = level(report.risk), waiting(plan)
    said = f", {later} of them for later" if later and not plan.contract else ""
    yield f"{counted(len(plan.steps()), 'statement')}{said}; " + paint(f"risk {report.risk} ({word})", _STYLES[word])
    unknown = report.duration.least is None
    yield from _wrapped(
        f"duration: {report.duration.basis if unknown else f'{seconds(report.duration)}, {report.duration.basis}'}",
        width,
        "  ",
    )


def _segments(document: Document, paint: Paint, width: int, *, explain: bool) -> Iterator[str]:
    phase = None
    longest = max(len(printable(step.title)) for step in document.plan.steps())
    table = width - max(0, _room(width) - longest)
    for segment in document.plan.segments:
        if segment.phase is not phase:
            phase = segment.phase
            yield ""
            yield paint(phase.value.upper(), "strong")
            yield from (paint(line, "faint") for line in _indented(_phase(phase, document.plan), width, 2))
            yield paint(_columns(table), "faint")
        yield paint(f"{SEGMENTS[segment.kind]}", "frame")
        for row in rows(segment, document.report):
            yield from _row(row, paint, table)
            if explain:
                reasons = (line for reason in row.reasons for line in _indented(reason, width, _NUMBERS + 2))
                yield from (paint(line, "faint") for line in reasons)


def _phase(phase: Phase, plan: Plan) -> str:
    shown = "; shown here, and run only with --contract"
    return PHASES[phase] + (shown if phase is Phase.CONTRACT and not plan.contract else "")


def _columns(width: int) -> str:
    return f"{'':<{_NUMBERS + _room(width)}}{_GAP}{'blocks':<{_BLOCKS}}{_GAP}risk{_GAP}time"


def _room(width: int) -> int:
    """Columns for the titles in a table of this width."""
    return width - _NUMBERS - _BLOCKS - _RISK - _TIME - 3 * len(_GAP)


def _row(row: Row, paint: Paint, width: int) -> Iterator[str]:
    room = _room(width)
    first, *others = textwrap.wrap(printable(row.title), room, subsequent_indent="  ") or [""]
    risk = paint(f"{row.risk:>{_RISK}}", _STYLES[level(row.risk)])
    number = f"{row.numbers:>{_NUMBERS - 1}}"
    yield f"{number} {first:<{room}}{_GAP}{row.blocks:<{_BLOCKS}}{_GAP}{risk}{_GAP}{row.time}"
    yield from (" " * _NUMBERS + line for line in others)


def _attention(document: Document, paint: Paint, width: int) -> Iterator[str]:
    """What to look at before running it."""
    report, plan = document.report, document.plan
    yield from _section("Lost for good, with what is in it", map(printable, report.loses), paint, width)
    yield from _section("Can fail on the data: mend what its query finds first", _probes(plan), paint)
    filled = ", ".join(str(step.number) for step in late(plan))
    yield from _section(
        "Can fail on what the plan fills on its way; plan.sql has the queries", [filled] if filled else [], paint, width
    )
    prepared = "Prepared statements of running clients fail once, on"
    yield from _section(prepared, map(printable, report.breaks_prepared), paint, width)
    fired = sorted({name for step in plan.steps() for name in step.statement.fires})
    yield from _section("Triggers that fire for each row that is filled", map(printable, fired), paint, width)
    fields = ", ".join(by_type(report.blast.fields))
    yield from _section("Fields of the generated types that change", [fields] if fields else [], paint, width)


def _probes(plan: Plan) -> Iterator[str]:
    for step in early(plan):
        probe = step.statement.probe
        if probe is not None:
            yield f"{step.number}: {printable(probe.meaning)}"
            yield from (f"   {printable(line)}" for line in probe.query.split("\n"))


def _aside(document: Document, paint: Paint, width: int) -> Iterator[str]:
    undecided = "Taken as different, because nothing could tell whether they mean the same"
    yield from _section(undecided, document.undecided, paint, width)
    yield from _section(UNPLANNED, map(printable, document.unplanned), paint, width)
    left_alone = "Left alone, because Wesley does not manage it"
    yield from _section(left_alone, map(printable, document.unmanaged), paint, width)
    kept = map(printable, kept_names(document.plan.goal))
    yield from _section("Kept: `wesley purge` removes it", kept, paint, width)


def _section(title: str, items: Iterable[str], paint: Paint, width: int | None = None) -> Iterator[str]:
    """A heading and its items; nothing for no items. Without a width the items are lines that stay as they are."""
    listed = list(items)
    if listed:
        yield ""
        yield paint(title, "strong")
        for item in listed:
            yield from [f"  {item}"] if width is None else _indented(item, width, 2)


def _next(document: Document, again: str, paint: Paint, width: int) -> Iterator[str]:
    plan, undo = document.plan, document.undo
    yield ""
    yield paint("Next", "strong")
    if again:
        yield from _running(again)
    if waiting(plan) and not plan.contract:
        how = "plan again from the database, with" if again else "the same command with"
        yield from _indented(f"when the old application is gone: {how} --contract", width, 2)
    if undo.plan is not None and not undo.plan.segments:
        yield "  way back: nothing is to be undone before the contract"
    elif undo.plan is not None and undo.report is not None:
        back = f"{counted(len(undo.plan.steps()), 'statement')}, risk {undo.report.risk}; {_where(again)}"
        yield from _indented(f"way back: {back}", width, 2)
    else:
        yield from _indented(f"no way back: {undo.reason}", width, 2)


def _running(again: str) -> Iterator[str]:
    """How to run it: by Wesley on the database that it starts from, else as a script."""
    words = set(again.split())
    if words & {"--database-url", "--env"} and not words & {"--from", "--pg", "--undo"}:
        yield f"  {again.replace('wesley plan', 'wesley migrate', 1)}"
        yield "or as a script"
    yield f"  {again} --out plan.sql"
    yield "  psql -X -v ON_ERROR_STOP=1 -d DATABASE -f plan.sql"


def _where(again: str) -> str:
    """Where the way back is shown or gone."""
    if not again:
        return "`wesley rollback`"
    return "the plan without --undo" if "--undo" in again.split() else "see --undo"


def _indented(item: str, width: int, margin: int) -> Iterator[str]:
    for line in item.split("\n"):
        parts = textwrap.wrap(printable(line), width - margin, break_long_words=False, break_on_hyphens=False)
        yield from (" " * margin + part for part in parts or [""])


def _wrapped(line: str, width: int, margin: str) -> list[str]:
    return textwrap.wrap(
        printable(line), width, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False
    )
