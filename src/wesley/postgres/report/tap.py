"""A report as one TAP stream (version 13): all files' tests, numbered anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wesley.postgres.report.values import Report
    from wesley.postgres.tap import Result, TapFile


def tap(report: Report) -> str:
    """The report as TAP, ending with a line feed; a broken file is one more failed test.

    Args:
        report: what the run gave.
    """
    tests = [test for file in report.files for test in _tests(file)]
    lines = ["TAP version 13", f"1..{len(tests)}"]
    for number, (ok, description, comments) in enumerate(tests, 1):
        lines.append(f"{'ok' if ok else 'not ok'} {number} - {description}")
        lines += [f"# {line}".rstrip() for text in comments for line in text.splitlines()]
    return "\n".join(lines) + "\n"


def _tests(file: TapFile) -> Iterator[tuple[bool, str, tuple[str, ...]]]:
    for result in file.results:
        yield result.ok, _described(file, result), result.diagnostics
    for fault in file.faults:
        yield False, _escaped(f"{file.name}: {fault}"), (file.failure.help,) if file.failure else ()


def _described(file: TapFile, result: Result) -> str:
    text = _escaped(f"{file.name}: {result.description or f'test {result.number}'}")
    for directive, reason in (("SKIP", result.skipped), ("TODO", result.todo)):
        if reason is not None:
            text = f"{text} # {directive} {_escaped(reason)}".rstrip()
    return text


def _escaped(text: str) -> str:
    """A description in one line in which nothing is a directive."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("#", "\\#")
