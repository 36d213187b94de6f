"""What `wesley drift` says in an issue or a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.cli.drift.answer import MOST_SHOWN, Answer, headline, shortened, summary, to_the_end, unshown
from wesley.drift.adopt.hunks import hunks
from wesley.drift.finding import Finding


def as_markdown(answer: Answer) -> str:
    """The answer as Markdown."""
    return "\n".join(_lines(answer)) + "\n"


def _lines(answer: Answer) -> Iterator[str]:
    findings = answer.drift.findings
    yield f"## {'Drift' if findings else 'No drift'}: {_text(answer.database)} against {_text(answer.against)}"
    told = summary(answer)
    if told:
        yield from ("", told)
    if answer.unfinished:
        yield from ("", f"**{_text(to_the_end(answer))}**", "", "```sh", *answer.commands, "```")
    for rule in answer.unfit:
        yield from ("", f"The rule {_code(rule)} of `[postgres] ignore` fits nothing in this database.")
    if not findings:
        return
    yield from ("", "| Severity | What | Schema | Live | Place |", "|---|---|---|---|---|")
    yield from map(_row, answer.shown)
    if unshown(answer):
        yield from ("", unshown(answer))
    if not answer.unfinished:
        yield from ("", *_repair(answer))
        yield from _adopt(answer)


def _row(finding: Finding) -> str:
    place = f"`{finding.origin!r}`" if finding.origin.known else ""
    cells = (finding.severity.value, _text(headline(finding)), _code(finding.expected), _code(finding.found), place)
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    """Text in which nothing is markup, on one line."""
    for sign in "\\`*_<>|[]":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _code(text: str) -> str:
    """Code in a cell of a table; as many backticks around it as it needs."""
    if not text:
        return ""
    line = " ".join(text.split()).replace("|", "\\|")
    return f"`` {line} ``" if "`" in line else f"`{line}`"


def _repair(answer: Answer) -> Iterator[str]:
    yield "**Repair**, where the schema is right:"
    yield ""
    if answer.repair.refused:
        yield from (f"* no plan leads there: {_text(reason)}" for reason in answer.repair.refused)
        return
    yield from (f"* {_text(title)}" for title in shortened(answer.repair.titles, MOST_SHOWN))
    yield from (f"* the data of {_text(name)} would be lost" for name in shortened(answer.repair.loses, MOST_SHOWN))
    yield from ("", "```sh", *answer.commands, "```")


def _adopt(answer: Answer) -> Iterator[str]:
    adoptions = [answer.adoption(finding) for finding in answer.shown]
    written = [adoption for adoption in adoptions if adoption is not None and adoption.edits]
    if written:
        yield from ("", "**Adopt**, where the database is right:", "", "````diff")
        for hunk in (hunk for adoption in written for hunk in hunks(adoption, answer.texts)):
            yield f"@@ {hunk.file}:{hunk.line} @@"
            yield from (f"-{line}" for line in hunk.removed)
            yield from (f"+{line}" for line in hunk.added)
        yield "````"
