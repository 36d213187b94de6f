"""TAP, the test anything protocol, as pgTAP writes it: lines in, results out."""

from __future__ import annotations

import re

from msgspec import Struct, structs

RESULT = re.compile(r"(?P<failed>not )?ok (?P<number>\d+)(?P<rest>.*)", re.DOTALL)
PLAN = re.compile(r"1\.\.(?P<count>\d+)")
SKIP = re.compile(r" # SKIP\b ?(?P<reason>.*)", re.DOTALL)

# What finish() says last; it is judged here anew.
SUMMARY = "# Looks like you "


class Failure(Struct, frozen=True, kw_only=True):
    """A statement of a test file that PostgreSQL refused: nothing after it was run.

    Args:
        message: what the server said, with its SQLSTATE.
        line: the line in the file, from 1.
        help: the statement and what else the server said; may have several lines.
    """

    message: str
    line: int
    help: str = ""


class Result(Struct, frozen=True, kw_only=True):
    """One test.

    Args:
        number: its number in the file, from 1.
        ok: whether it passed.
        description: what it tests; may be empty and may have several lines.
        diagnostics: what pgTAP said about it, line by line, without the leading `# `.
        skipped: why it was not run; None when it was run.
        todo: why it is expected to fail; None when it is not, and when it passed nevertheless.
    """

    number: int
    ok: bool
    description: str = ""
    diagnostics: tuple[str, ...] = ()
    skipped: str | None = None
    todo: str | None = None

    @property
    def passed(self) -> bool:
        """True unless it failed and was not expected to."""
        return self.ok or self.todo is not None


class TapFile(Struct, frozen=True, kw_only=True):
    """What one test file gave.

    Args:
        name: the file's name.
        planned: how many tests it planned; None when it named no plan.
        results: its tests in order.
        remarks: diagnostics before the first test, such as `diag()` prints.
        failure: the statement that ended it; None when it ran to its end.
    """

    name: str
    planned: int | None
    results: tuple[Result, ...] = ()
    remarks: tuple[str, ...] = ()
    failure: Failure | None = None

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with the file beyond single tests: a refused statement, a plan that was not kept."""
        if self.failure:
            return (f"line {self.failure.line}: {self.failure.message}",)
        if self.planned is None:
            return ("the file planned no tests",)
        if self.planned != len(self.results):
            return (f"planned {self.planned}, ran {len(self.results)}",)
        if [result.number for result in self.results] != list(range(1, self.planned + 1)):
            return ("the tests are not numbered in order",)
        return ()

    @property
    def passed(self) -> bool:
        """True when each planned test ran and passed."""
        return not self.faults and all(result.passed for result in self.results)


def parse(name: str, rows: tuple[str, ...], failure: Failure | None = None) -> TapFile:
    """The results in what a test file printed.

    A row of a result set may have several lines: the first says what the row is, the others belong to it. Rows that are
    no TAP, such as what a fixture's SELECT gives, are passed over.

    Args:
        name: the file's name.
        rows: the first column of each row of each result set, in order.
        failure: the statement that ended the file.
    """
    planned: int | None = None
    results: list[Result] = []
    remarks: list[str] = []
    for row in _single(rows):
        if plan := PLAN.fullmatch(row):
            planned = int(plan["count"])
        elif result := RESULT.fullmatch(row):
            results.append(_result(result))
        elif row.startswith("#") and not row.startswith(SUMMARY):
            _remark(row, results, remarks)
    return TapFile(name=name, planned=planned, results=tuple(results), remarks=tuple(remarks), failure=failure)


def _single(rows: tuple[str, ...]) -> list[str]:
    """Rows with one test each: skip(why, n) gives n tests in one row."""
    found: list[str] = []
    for row in rows:
        found += re.split(r"\n(?=ok \d+ # SKIP\b)", row) if SKIP.search(row) else [row]
    return found


def _result(match: re.Match[str]) -> Result:
    failed, number = bool(match["failed"]), int(match["number"])
    lines = match["rest"].split("\n")
    if not failed and (skip := SKIP.fullmatch(match["rest"])):
        return Result(number=number, ok=True, skipped=skip["reason"])
    # pgTAP continues a description of several lines with `# `, as it does diagnostics. Those begin with a line that
    # names the test again, and only a failed test has them.
    marks = (f"# Failed test {number}", f"# Failed (TODO) test {number}")
    end = next((at for at, line in enumerate(lines) if failed and line.startswith(marks)), len(lines))
    description = "\n".join([lines[0].removeprefix(" - "), *map(_plain, lines[1:end])])
    todo = None
    if end < len(lines) and lines[end].startswith(marks[1]):
        description, _, todo = description.rpartition(" # TODO ")
    diagnostics = tuple(map(_plain, lines[end:]))
    return Result(number=number, ok=not failed, description=description, diagnostics=diagnostics, todo=todo)


def _remark(row: str, results: list[Result], remarks: list[str]) -> None:
    lines = [_plain(line) for line in row.split("\n")]
    if not results:
        remarks += lines
    else:
        last = results[-1]
        results[-1] = structs.replace(last, diagnostics=(*last.diagnostics, *lines))


def _plain(line: str) -> str:
    return line.removeprefix("#").removeprefix(" ")
