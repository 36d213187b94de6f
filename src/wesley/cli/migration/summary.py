"""A plan in a few lines, without its statements, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wesley.cli.migration.site import Site, database_line
from wesley.plan.formats.words import counted, level, printable, seconds

if TYPE_CHECKING:
    from wesley.plan.formats.stream import Outline, Part

_STYLES = {"low": "good", "medium": "warning", "high": "error"}


def summary(site: Site, outline: Outline) -> str:
    """Where it leads from and to, what it costs, what may be lost or fail, and the way back."""
    rows = [("on", database_line(site)), *_rows(outline.forward), _way_back(outline)]
    word = level(outline.forward.head.report.risk)
    painted = {"risk": site.paint(f"{outline.forward.head.report.risk} ({word})", _STYLES[word])}
    return "".join(f"{name:<10}{painted.get(name, printable(value))}\n" for name, value in rows if value)


def _rows(part: Part) -> Iterator[tuple[str, str]]:
    head, report = part.head, part.head.report
    later = f", {part.waiting} of them for later" if part.waiting and not head.contract else ""
    yield "from", head.source
    yield "to", head.target
    yield "runs", f"{counted(part.statements, 'statement')}{later}"
    yield "risk", str(report.risk)
    unknown = report.duration.least is None
    yield "duration", report.duration.basis if unknown else f"{seconds(report.duration)}, {report.duration.basis}"
    yield "loses", ", ".join(report.loses)
    yield "can fail", f"on the data: {', '.join(map(str, report.may_fail))}" if report.may_fail else ""
    prepared = ", ".join(report.breaks_prepared)
    yield "breaks", f"prepared statements of running clients, once, on {prepared}" if prepared else ""


def _way_back(outline: Outline) -> tuple[str, str]:
    if outline.back is None:
        return "back", f"no way back: {outline.no_way_back}"
    return "back", f"{counted(outline.back.statements, 'statement')}, risk {outline.back.head.report.risk}"
