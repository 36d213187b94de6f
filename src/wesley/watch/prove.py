"""The tests of a round: the database is brought to the schema, and what has changed is tested there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from wesley.config.settings import Settings
from wesley.observe.events import Emit
from wesley.observe.watching import DatabaseBrought, TestsRun
from wesley.problems.problem import Problem, ServerError
from wesley.watch.choose_tests import chosen
from wesley.watch.database import Brought, TestDatabase
from wesley.watch.look import Look
from wesley.watch.warm import Compilation

if TYPE_CHECKING:
    from wesley.postgres.report.values import Report
    from wesley.postgres.tap import TapFile

POSTGRES, PGTAP = "postgres", "pgtap"
"""The targets that tests need."""


class Prover:
    """Proves round after round, remembering which tests have passed.

    Args:
        database: the database of the tests.
        emit: where events go.
        show_report: shows people a report with failures.
        show: shows people what kept the tests from being run.
        clock: seconds since some moment.
        is_stale: whether something has changed since the round began: then the next round runs what is left.
    """

    def __init__(
        self,
        database: TestDatabase,
        emit: Emit,
        show_report: Callable[[Report], None],
        show: Callable[[tuple[Problem, ...], Mapping[str, str]], None],
        clock: Callable[[], float],
        is_stale: Callable[[], bool],
    ) -> None:
        self._database, self._emit, self._clock = database, emit, clock
        self._show_report, self._show, self._is_stale = show_report, show, is_stale
        self._passed: dict[str, str] = {}

    def __call__(self, number: int, look: Look, compilation: Compilation) -> bool:
        """Bring the database to a schema and run the tests of what changed; True when no test fails.

        Args:
            number: of the round.
            look: what was read, for its settings.
            compilation: one with a schema, and the outputs `postgres` and `pgtap`.
        """
        if look.settings is None or compilation.schema is None:
            raise LookupError("a schema with errors cannot be tested")
        ((file, ddl),) = compilation.emitted[POSTGRES].items()
        for is_last in (False, True):
            try:
                files = self._tested(number, look.settings, compilation, ddl, file)
            except ServerError as error:
                if not is_last and self._database.is_gone():
                    continue
                self._database.forget()
                self._show(error.problems, {file: ddl})
                return False
            if not self._database.is_gone():
                return all(one.passed for one in files) and self._passed == compilation.emitted[PGTAP]
        return False

    def _tested(
        self, number: int, settings: Settings, compilation: Compilation, ddl: str, file: str
    ) -> tuple[TapFile, ...]:
        brought = self._bring(number, compilation, ddl, file)
        tests = compilation.emitted[PGTAP]
        wanted = chosen(tests, self._passed, brought.touched, settings)
        self._passed = {path: text for path, text in self._passed.items() if path in tests and path not in wanted}
        if not wanted:
            return ()
        return self._run(number, wanted)

    def _bring(self, number: int, compilation: Compilation, ddl: str, file: str) -> Brought:
        began = self._clock()
        if compilation.schema is None:
            raise LookupError("a schema with errors cannot be tested")
        brought = self._database.bring(compilation.schema, ddl, file)
        self._emit(
            DatabaseBrought(
                number=number,
                how=brought.how,
                reason=brought.reason,
                statements=brought.statements,
                seconds=self._clock() - began,
            )
        )
        return brought

    def _run(self, number: int, wanted: dict[str, str]) -> tuple[TapFile, ...]:
        from wesley.postgres.report.values import Report
        from wesley.postgres.run_tests import run_file

        began, server = self._clock(), self._database.running
        files: list[TapFile] = []
        for name, text in wanted.items():
            files.append(run_file(server.database, name, text))
            if self._is_stale():
                break
        self._passed |= {one.name: wanted[one.name] for one in files if one.passed}
        report = Report(server=server.server, pgtap=server.pgtap, files=tuple(files))
        if not report.passed:
            self._show_report(report)
        self._emit(_event(number, report, self._clock() - began, left=len(wanted) - len(files)))
        return report.files


def _event(number: int, report: Report, seconds: float, *, left: int) -> TestsRun:
    results = [result for one in report.files for result in one.results]
    skipped = sum(result.skipped is not None for result in results)
    return TestsRun(
        number=number,
        files=len(report.files),
        passed=sum(result.passed for result in results) - skipped,
        failed=report.failed,
        skipped=skipped,
        seconds=seconds,
        left=left,
    )
