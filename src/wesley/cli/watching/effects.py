"""What a round does to the world."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from wesley.cli.collector import collector_off
from wesley.cli.commands.compile import selected
from wesley.cli.outputs.manifest import NAME
from wesley.cli.outputs.plan import plan
from wesley.cli.outputs.write import write
from wesley.cli.problems.text import problems_as_text
from wesley.cli.watching.circle import Circle
from wesley.cli.watching.command import run_command
from wesley.cli.watching.look import out_of_reach
from wesley.cli.watching.shown import Kind
from wesley.memory.memory import Memory
from wesley.problems.problem import Problem, WesleyError
from wesley.watch.codes import TOO_DEEP
from wesley.watch.prove import PGTAP, POSTGRES, Prover
from wesley.watch.rounds import Effects, Written
from wesley.watch.warm import Compilation, Warm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wesley.cli.watching.tellers import Tellers
    from wesley.config.settings import Settings
    from wesley.postgres.report.values import Report
    from wesley.targets.target import Target
    from wesley.watch.database import TestDatabase
    from wesley.watch.look import Look

_NEEDED = (POSTGRES, PGTAP)


def effects(
    given: dict[str, Any],
    look: Callable[[], Look],
    told: Tellers,
    database: TestDatabase,
    is_stale: Callable[[], bool],
) -> Effects:
    """The effects that the command line asks for.

    Args:
        given: the values of the command's options.
        look: reads the files.
        told: where things are told.
        database: the database of the tests.
        is_stale: whether something has changed since the round began.
    """

    def show(problems: tuple[Problem, ...], texts: Mapping[str, str]) -> None:
        told.show(Kind.PROBLEMS, problems_as_text(problems, texts, told.paint))

    outputs = Memory()
    return Effects(
        look=look,
        compile=_compiler(given),
        write=lambda look, compilation: _write(look, compilation, only(given, look.settings), outputs),
        test=_tester(Prover(database, told.emit, _report(told), show, time.monotonic, is_stale), told)
        if given["test"]
        else None,
        run=Circle(given["command"], _runner(given["command"], told), look) if given["command"] else None,
        show=show,
        emit=told.emit,
        clock=time.monotonic,
    )


def only(given: dict[str, Any], settings: Settings | None) -> tuple[Target, ...]:
    """The outputs that are to be written.

    Raises:
        UsageError: there is no such output.
    """
    configured = () if settings is None else settings.outputs.only
    return selected(given["only"].split(",") if given["only"] is not None else configured)


def _compiler(given: dict[str, Any]) -> Callable[[Look], Compilation]:
    warm = Warm()

    def compiled(look: Look) -> Compilation:
        if look.settings is None:
            raise LookupError("a schema without its configuration cannot be compiled")
        targets = () if look.problems else _with_tests(only(given, look.settings), is_tested=given["test"])
        try:
            with collector_off():
                return warm.compile(look.sources, look.files, look.settings, targets)
        except RecursionError:
            help_text = "nest lists, objects and expressions less deeply"
            raise WesleyError(
                Problem(code=TOO_DEEP, message="the schema is nested too deeply", help=help_text)
            ) from None

    return compiled


def _with_tests(targets: tuple[Target, ...], *, is_tested: bool) -> tuple[Target, ...]:
    """What is compiled: tests need outputs, whether those are written or not."""
    from wesley.targets import ALL

    return tuple(target for target in ALL if target in targets or (is_tested and target.name in _NEEDED))


def _write(look: Look, compilation: Compilation, targets: tuple[Target, ...], outputs: Memory) -> Written:
    emitted = {target.name: compilation.emitted[target.name] for target in targets}
    try:
        found = plan(Path(look.folder), emitted, outputs)
        write(found)
    except OSError as error:
        raise WesleyError(out_of_reach(error)) from None
    except WesleyError as error:
        raise WesleyError(*map(_tried_again, error.problems)) from None
    written = len((found.missing.keys() | found.stale.keys()) - {NAME})
    return Written(written, len(found.extra), found.unchanged)


def _tried_again(problem: Problem) -> Problem:
    """Nobody tells when the disk has room again, or permissions are mended."""
    return replace(problem, help=f"{problem.help}\nthen save a file of the schema: Wesley tries again")


def _report(told: Tellers) -> Callable[[Report], None]:
    def show(report: Report) -> None:
        from wesley.postgres.report.text import text

        # Its last line counts all, which an event tells as well.
        told.show(Kind.TESTS, text(report).rstrip("\n").rpartition("\n")[0])

    return show


def _runner(command: str, told: Tellers) -> Callable[[], int]:
    def show(lines: tuple[str, ...]) -> None:
        from wesley.cli.problems.excerpt import visible

        told.show(Kind.COMMAND, "\n".join(map(visible, lines)))

    def run() -> int:
        told.show(Kind.WORK, f"running `{command}`, and changes wait for its end")
        return run_command(command, show if told.has_screen else None)

    return run


def _tester(prover: Prover, told: Tellers) -> Callable[[int, Look, Compilation], bool]:
    def test(number: int, look: Look, compilation: Compilation) -> bool:
        told.show(Kind.WORK, "testing")
        return prover(number, look, compilation)

    return test
