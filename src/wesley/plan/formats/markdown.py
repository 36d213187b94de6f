"""The plan as a comment of a pull request: the outcome first, the statements folded away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wesley.plan.document import Document
from wesley.plan.formats.explain import glossary
from wesley.plan.formats.probes import early, late
from wesley.plan.formats.rows import rows
from wesley.plan.formats.script import script
from wesley.plan.formats.words import PHASES, SEGMENTS, UNPLANNED, by_type, counted, level, printable, seconds, waiting
from wesley.plan.own_objects import kept_names
from wesley.plan.plan import Phase, Step

# GitHub takes 65,536 characters in a comment, GitLab a million; the rest is for whoever quotes it.
_MOST = 60_000


def markdown(document: Document, *, explain: bool = False) -> str:
    """The whole of it, in at most 60,000 characters.

    Args:
        document: the plan.
        explain: tell what the words mean.
    """
    if not document.plan.segments:
        lines = ["### Plan: nothing to do", "", f"{_code(document.source)} is as {_code(document.target)} has it."]
        return "\n".join([*lines, *_aside(document)]) + "\n"
    lines = [*_head(document), *_table(document), *_attention(document), *_aside(document)]
    if explain:
        lines += _folded("What the words mean", (f"* {text}" for text in glossary(document.plan)))
    text = "\n".join(lines) + "\n"
    statements = "\n".join(_folded("Statements", _fenced("sql", script(document.plan).rstrip("\n")))) + "\n"
    if len(text) + len(statements) <= _MOST:
        return text + statements
    note = "\nThe statements are too long for a comment: see `--format sql`.\n"
    return _cut(text, _MOST - len(note)) + note


def _cut(text: str, length: int) -> str:
    """The lines that fit into so many characters, all folds closed."""
    if len(text) <= length:
        return text
    end = "\n</details>\n"
    kept = text[: length - len(end)].rpartition("\n")[0] + "\n"
    return kept + (end if kept.count("<details>") > kept.count("</details>") else "")


def _head(document: Document) -> Iterator[str]:
    plan, report = document.plan, document.report
    later = waiting(plan)
    said = f", {later} of them wait for the contract" if later and not plan.contract else ""
    yield f"### Plan: {counted(len(plan.steps()), 'statement')}{said}; risk {report.risk} ({level(report.risk)})"
    yield ""
    yield f"From {_code(document.source)} to {_code(document.target)}, on PostgreSQL {plan.server}."
    duration = report.duration
    known = "" if duration.least is None else f"{seconds(duration)}, "
    yield f"Duration: {known}{duration.basis}."


def _table(document: Document) -> Iterator[str]:
    for phase in Phase:
        found = [segment for segment in document.plan.segments if segment.phase is phase]
        if not found:
            continue
        table = ["| | what | how | blocks | risk | time |", "|--:|---|---|---|--:|---|"]
        for segment in found:
            for row in rows(segment, document.report):
                how = SEGMENTS[segment.kind]
                table.append(
                    f"| {row.numbers} | {_cell(row.title)} | {how} | {row.blocks} | {row.risk} | {_cell(row.time)} |"
                )
        yield from _folded(f"{phase.value.capitalize()} ({PHASES[phase]})", table)


def _attention(document: Document) -> Iterator[str]:
    report, plan = document.report, document.plan
    yield from _listed("Lost for good, with what is in it", map(_code, report.loses))
    if probed := early(plan):
        title = f"{counted(len(probed), 'statement')} can fail on the data that are there: look beforehand"
        yield from _folded(title, _probes(probed))
    yield from _listed("Can fail on what the plan fills on its way", (str(step.number) for step in late(plan)))
    prepared = "Prepared statements of running clients fail once, on"
    yield from _listed(prepared, map(_code, report.breaks_prepared))
    fired = sorted({name for step in plan.steps() for name in step.statement.fires})
    yield from _listed("Triggers that fire for each row that is filled", map(_code, fired))
    if report.blast.fields:
        yield from (
            "",
            f"**Fields of the generated types that change**: {', '.join(map(_code, by_type(report.blast.fields)))}",
        )
    yield from ("", f"**Way back**: {_back(document)}")


def _probes(probed: tuple[Step, ...]) -> Iterator[str]:
    for step in probed:
        probe = step.statement.probe
        if probe is not None:
            yield from (f"{step.number}: {_cell(probe.meaning)}", "", *_fenced("sql", probe.query), "")


def _back(document: Document) -> str:
    undo = document.undo
    if undo.plan is None or undo.report is None:
        return f"none: {_cell(undo.reason)}"
    return f"{counted(len(undo.plan.steps()), 'statement')}, risk {undo.report.risk}"


def _aside(document: Document) -> Iterator[str]:
    undecided = "Taken as different, because nothing could tell whether they mean the same"
    yield from _listed(undecided, map(_code, document.undecided))
    yield from _listed(UNPLANNED, map(_code, document.unplanned))
    if document.unmanaged:
        title = f"{counted(len(document.unmanaged), 'object')} left alone, because Wesley does not manage them"
        yield from _folded(title, (f"* {_code(one)}" for one in document.unmanaged))
    yield from _listed("Kept: `wesley purge` removes it", map(_code, kept_names(document.plan.goal)))


def _listed(title: str, items: Iterable[str]) -> Iterator[str]:
    listed = list(items)
    if listed:
        yield from ("", f"**{title}**: {', '.join(listed)}")


def _folded(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield from ("", "<details>", f"<summary>{title}</summary>", "", *lines, "", "</details>")


def _fenced(language: str, text: str) -> list[str]:
    """A code block whose fence is longer than any row of backquotes in it."""
    fence = "`" * max(3, _longest_row(text) + 1)
    return [f"{fence}{language}", text, fence]


def _code(text: str) -> str:
    """A name as code, whatever backquotes are in it."""
    text = printable(text)
    fence = "`" * (_longest_row(text) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"


def _longest_row(text: str) -> int:
    longest = row = 0
    for sign in text:
        row = row + 1 if sign == "`" else 0
        longest = max(longest, row)
    return longest


_MARKUP = frozenset("\\`|_*[]~")
# GitHub and GitLab notify whom a comment mentions (@team) and link what it names (#12), wherever a word begins so.
_MENTIONS = frozenset("@#")


def _cell(text: str) -> str:
    """A text in a table, where a name could be markup."""
    text = printable(text)
    for sign, stands in (("&", "&amp;"), ("<", "&lt;")):
        text = text.replace(sign, stands)
    return "".join(_plain(sign) for sign in text)


def _plain(sign: str) -> str:
    """A sign that means nothing but itself; a comment between it and a word hides the word from what looks for it."""
    if sign in _MENTIONS:
        return f"{sign}<!-- -->"
    return f"\\{sign}" if sign in _MARKUP else sign
