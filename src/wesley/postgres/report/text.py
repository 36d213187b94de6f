"""A report for people: what failed in full, what was skipped by name, and one line for all that passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wesley.postgres.report.values import Report
    from wesley.postgres.tap import Result, TapFile


def text(report: Report) -> str:
    """The report as text, ending with a line feed.

    Args:
        report: what the run gave.
    """
    lines = [line for file in report.files if not file.passed for line in _failed_file(file)]
    lines += [f"skipped  {file.name}  {_tests(_skipped(file))}" for file in report.files if _skipped(file)]
    lines += [f"role {role} stays: something outside this run depends on it" for role in report.roles_left]
    return "\n".join([*lines, _summary(report)]) + "\n"


def _failed_file(file: TapFile) -> Iterator[str]:
    yield f"FAILED  {file.name}  {_tests(len(file.results))}"
    for result in file.results:
        if not result.passed:
            yield from _failed(result)
    for fault in file.faults:
        yield f"        {fault}"
    if file.failure:
        yield from _indented(file.failure.help.split("\n"))


def _skipped(file: TapFile) -> int:
    return sum(result.skipped is not None for result in file.results)


def _failed(result: Result) -> Iterator[str]:
    first, *others = (result.description or "(no description)").split("\n")
    yield f"        not ok {result.number} - {first}"
    yield from _indented(others)
    # pgTAP's first line only says the description again.
    yield from _indented(line for line in result.diagnostics if not line.startswith("Failed test "))


def _indented(lines: Iterator[str] | list[str]) -> Iterator[str]:
    for line in lines:
        if line.strip():
            yield f"          {line.rstrip()}"


def _summary(report: Report) -> str:
    verdict = f"{report.failed} failed" if report.failed else "all passed"
    files = f"{len(report.files)} file{'' if len(report.files) == 1 else 's'}"
    return f"{_tests(report.tests)} in {files}, {verdict} (PostgreSQL {report.server}, {report.pgtap})"


def _tests(count: int) -> str:
    return f"{count} test{'' if count == 1 else 's'}"
