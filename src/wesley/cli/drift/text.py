"""What `wesley drift` says to people."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.cli.drift.answer import MOST_SHOWN, Answer, headline, shortened, summary, to_the_end, unshown
from wesley.cli.drift.printable import in_line
from wesley.cli.problems.excerpt import visible
from wesley.cli.terminal import Paint, plain
from wesley.drift.adopt.adoption import Adoption
from wesley.drift.adopt.hunks import hunks
from wesley.drift.finding import Finding

_PAINTED = {"error": "error", "warning": "warning", "info": "faint"}
_INDENT = " " * 9
_MOST_ALONE = 5


def as_text(answer: Answer, paint: Paint) -> str:
    """The answer in lines."""
    return "\n".join(_lines(answer, paint)) + "\n"


def _lines(answer: Answer, paint: Paint) -> Iterator[str]:
    if not answer.drift.findings:
        yield f"{paint('No drift', 'good')}: {answer.database} agrees with {answer.against}"
    else:
        yield paint(f"Drift of {answer.database} against {answer.against}", "strong")
    for finding in answer.shown:
        yield ""
        yield from _finding(answer, finding, paint)
    if unshown(answer):
        yield from ("", unshown(answer))
    yield from _rest(answer)
    if answer.unfinished:
        yield ""
        yield paint(to_the_end(answer), "strong")
        yield from (paint(f"  $ {line}", "help") for line in answer.commands)
    elif answer.drift.findings:
        yield ""
        yield from _remedies(answer, paint)


def _finding(answer: Answer, finding: Finding, paint: Paint) -> Iterator[str]:
    severity = finding.severity.value
    yield f"{paint(f'{severity:<8}', _PAINTED[severity])} {in_line(headline(finding))}"
    if finding.origin.known:
        yield paint(f"{_INDENT}{finding.origin!r}", "frame")
    if finding.expected:
        yield f"{_INDENT}{answer.side}: {in_line(finding.expected)}"
    if finding.found:
        yield f"{_INDENT}live:   {in_line(finding.found)}"
    adoption = answer.adoption(finding)
    if adoption is not None:
        yield from (f"{_INDENT}{line}" for line in adoption_lines(adoption, answer.texts, paint))


def adoption_lines(adoption: Adoption, texts: dict[str, str], paint: Paint = plain) -> Iterator[str]:
    """An adoption for people: why there is none, or the lines that go and those that come."""
    if adoption.reason:
        yield f"adopt:  {adoption.reason}"
    for hunk in hunks(adoption, texts):
        yield f"adopt:  {paint(f'{hunk.file}:{hunk.line}', 'frame')}"
        yield from (paint(f"      - {visible(line)}", "faint") for line in hunk.removed)
        yield from (paint(f"      + {visible(line)}", "help") for line in hunk.added)


def _rest(answer: Answer) -> Iterator[str]:
    """What is no drift, and what nobody could tell."""
    told = summary(answer)
    if told:
        yield ""
        yield told
    if answer.left_alone:
        yield f"left alone, as the schema has no words for them: {_some(answer.left_alone)}"
    if answer.ignored:
        yield f"left alone, as `[postgres] ignore` says: {_some(answer.ignored)}"
    for rule in answer.unfit:
        yield f"the rule `{in_line(rule)}` of `[postgres] ignore` fits nothing in this database"
    for place in answer.undecided:
        yield f"nobody could tell whether the two texts mean the same: {in_line(place)}"


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - _MOST_ALONE
    return in_line(", ".join(names[:_MOST_ALONE])) + (f" and {more} more" if more > 0 else "")


def _remedies(answer: Answer, paint: Paint) -> Iterator[str]:
    repair = answer.repair
    yield paint("Repair, where the schema is right", "strong")
    if repair.refused:
        yield from (f"  no plan leads there: {in_line(reason)}" for reason in repair.refused)
    else:
        yield from (f"  {in_line(title)}" for title in shortened(repair.titles, MOST_SHOWN))
        if repair.loses:
            yield f"  the data of {in_line(', '.join(shortened(repair.loses, MOST_SHOWN)))} would be lost"
        if repair.has_contract:
            yield "  with --contract what an application in use may still need, once that application is gone"
        yield from (paint(f"  $ {line}", "help") for line in answer.commands)
    if any(adoption.edits for _, adoption in answer.adoptions):
        yield ""
        yield paint("Adopt, where the database is right", "strong")
        yield "  make the edits that stand above under `adopt`, those of one line together, then `wesley check`"
