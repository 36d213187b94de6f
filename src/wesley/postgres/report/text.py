"""A report for people: a line for each file, more only for what failed."""

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
    lines = [line for file in report.files for line in _file(file)]
    lines += [f"role {role} stays: something outside this run depends on it" for role in report.roles_left]
    return "\n".join([*lines, _summary(report)]) + "\n"


def _file(file: TapFile) -> Iterator[str]:
    verdict = "ok" if file.passed else "FAILED"
    skipped = sum(result.skipped is not None for result in file.results)
    yield f"{verdict:<6}  {file.name}  {_tests(len(file.results))}" + (f", {skipped} skipped" if skipped else "")
    for result in file.results:
        if not result.passed:
            yield from _failed(result)
    for fault in file.faults:
        yield f"        {fault}"
    if file.failure:
        yield from _indented(file.failure.help.split("\n"))


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
