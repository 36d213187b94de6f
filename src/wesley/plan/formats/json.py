"""The canonical JSON of a plan: one document in which the head and each statement are a line of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from wesley.ir.codec import compact, fingerprint
from wesley.ir.origin import decode_aside
from wesley.plan.codes import NEWER_PLAN, NOT_A_PLAN
from wesley.plan.document import Document, Undo
from wesley.plan.formats.difference import applied, difference
from wesley.plan.formats.record import Back, Fingerprints, Head, Line, Record, Totals, digest
from wesley.plan.plan import PLAN_VERSION, Plan, Segment
from wesley.plan.report.report import Report
from wesley.problems.problem import Code, Problem, WesleyError


class _Versions(Struct, frozen=True):
    plan_version: int


class _Outline(Struct, frozen=True):
    """What every version of a plan states."""

    head: _Versions


def encode(document: Document) -> str:
    """The text. The same plan gives the same bytes."""
    undo = document.undo
    first, lines = parts(document)
    head = compact(first).decode()
    text = f'{{"head": {head},\n{_statements(lines)},\n'
    if undo.plan is None or undo.report is None:
        return f'{text}"undo": {compact(Back(reason=undo.reason)).decode()}}}\n'
    first, lines = parts(
        Document(plan=undo.plan, report=undo.report, undo=Undo(), source=document.target, target=document.source)
    )
    return f'{text}"undo": {{"head": {compact(first).decode()},\n{_statements(lines)}}}}}\n'


def parts(document: Document) -> tuple[Head, tuple[Line, ...]]:
    """The records of a plan, without the one that leads back: its head and its statements."""
    lines = tuple(_lines(document.plan, document.report))
    return _head(document, lines), lines


def decode(text: bytes, name: str = "the plan") -> Document:
    """A plan from its JSON form.

    Args:
        text: the JSON.
        name: what messages call it.

    Raises:
        WesleyError: it is no plan, one of a newer version, or one that was changed by hand.
    """
    try:
        _refuse_newer(msgspec.json.decode(text, type=_Outline).head.plan_version, name)
        record = msgspec.json.decode(text, type=Record, dec_hook=decode_aside)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _refused(
            NOT_A_PLAN, f"{name} holds no plan: {error}", "make it with `wesley plan --format json`"
        ) from None
    plan, report = assembled(record.head, record.statements, name)
    undo = Undo(reason=record.undo.reason)
    if record.undo.head is not None:
        back, back_report = assembled(record.undo.head, record.undo.statements, name)
        undo = Undo(plan=back, report=back_report)
    head = record.head
    return Document(
        plan=plan,
        report=report,
        undo=undo,
        source=head.source,
        target=head.target,
        unmanaged=head.unmanaged,
        undecided=head.undecided,
        unplanned=head.unplanned,
    )


def _statements(lines: tuple[Line, ...]) -> str:
    inside = ",\n".join(compact(line).decode() for line in lines)
    return f'"statements": [\n{inside}\n]' if lines else '"statements": []'


def _lines(plan: Plan, report: Report) -> Iterator[Line]:
    reports = {each.number: each for each in report.steps}
    for number, segment in enumerate(plan.segments, start=1):
        for step in segment.steps:
            yield Line(segment=number, run=segment.kind, phase=segment.phase, step=step, report=reports[step.number])


def _head(document: Document, lines: tuple[Line, ...]) -> Head:
    plan, totals = document.plan, asdict(document.report)
    del totals["steps"]
    head = Head(
        plan_version=plan.plan_version,
        server=plan.server,
        contract=plan.contract,
        source=document.source,
        target=document.target,
        fingerprints=_fingerprints(plan),
        digest="",
        report=Totals(**totals),
        created=plan.created,
        renames=plan.renames,
        kept=plan.kept,
        unmanaged=document.unmanaged,
        undecided=document.undecided,
        unplanned=document.unplanned,
        before=plan.before,
        between=difference(plan.before, plan.between),
        goal=difference(plan.before, plan.goal),
    )
    return replace(head, digest=digest(head, map(compact, lines)))


def _fingerprints(plan: Plan) -> Fingerprints:
    return Fingerprints(before=fingerprint(plan.before), between=fingerprint(plan.between), goal=fingerprint(plan.goal))


def assembled(head: Head, lines: tuple[Line, ...], name: str) -> tuple[Plan, Report]:
    """A plan and its report from their records.

    Args:
        head: all but the statements.
        lines: the statements.
        name: what messages call it.

    Raises:
        WesleyError: the two do not belong together.
    """
    plan = Plan(
        server=head.server,
        before=head.before,
        between=applied(head.before, head.between),
        goal=applied(head.before, head.goal),
        segments=tuple(_segments(lines)),
        created=head.created,
        contract=head.contract,
        renames=head.renames,
        kept=head.kept,
    )
    if _fingerprints(plan) != head.fingerprints or digest(head, map(compact, lines)) != head.digest:
        raise _refused(NOT_A_PLAN, f"{name} was changed since it was made", "make it anew with `wesley plan`")
    return plan, Report(**asdict(head.report), steps=tuple(line.report for line in lines))


def _segments(lines: tuple[Line, ...]) -> Iterator[Segment]:
    for _, group in groupby(lines, key=lambda line: line.segment):
        found = tuple(group)
        yield Segment(kind=found[0].run, phase=found[0].phase, steps=tuple(line.step for line in found))


def _refuse_newer(version: int, name: str) -> None:
    if version > PLAN_VERSION:
        message = f"{name} is of version {version}; this Wesley reads up to version {PLAN_VERSION}"
        raise _refused(NEWER_PLAN, message, "upgrade Wesley, or make the plan with this one")


def _refused(code: Code, message: str, help_text: str) -> WesleyError:
    return WesleyError(Problem(code=code, message=message, help=help_text))
