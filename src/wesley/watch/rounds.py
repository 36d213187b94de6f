"""Rounds: what is looked at, compiled, written, tested and run after each burst of changes, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain

from msgspec import Struct

from wesley.observe.events import Emit
from wesley.observe.watching import CommandRun, Compiled, Refused, RoundEnded, RoundStarted
from wesley.problems.problem import Problem, WesleyError
from wesley.watch.look import Look, changed, is_same
from wesley.watch.warm import Compilation


class Written(Struct, frozen=True):
    """How many outputs were written, removed, and left alone because they were as they should be."""

    written: int
    removed: int
    unchanged: int


class Effects(Struct, frozen=True, kw_only=True):
    """What a round does to the world, as functions.

    Args:
        look: read the files.
        compile: make the outputs of what was read. May raise WesleyError.
        write: put them where they belong. May raise WesleyError.
        test: bring the database of the tests to the schema and run the tests of what changed: number of the round,
            what was read, its compilation; gives whether all is well. None for no tests.
        run: run the user's command, after a round for what was read; gives its exit status. May raise WesleyError. None
            for no command.
        show: show people problems: these, and the texts to show their places in.
        emit: where events go.
        clock: seconds since some moment.
    """

    look: Callable[[], Look]
    compile: Callable[[Look], Compilation]
    write: Callable[[Look, Compilation], Written]
    test: Callable[[int, Look, Compilation], bool] | None = None
    run: Callable[[Look], int] | None = None
    show: Callable[[tuple[Problem, ...], Mapping[str, str]], None]
    emit: Emit
    clock: Callable[[], float]


class Outcome(StrEnum):
    """How a round ended.

    REFUSED: the schema has errors; it has them as long as nothing changes. FAILED: something else went wrong, and may
    go well the next time.
    """

    PASSED = "passed"
    REFUSED = "refused"
    FAILED = "failed"


class Round(Struct, frozen=True, kw_only=True):
    """A round that is over.

    Args:
        number: from 1.
        look: what was read.
        outcome: how it ended.
    """

    number: int
    look: Look
    outcome: Outcome


def rounds(effects: Effects, bursts: Iterable[frozenset[str]]) -> Iterator[Round]:
    """One round at once, then one for each burst after which there is something to do.

    Args:
        effects: what to do.
        bursts: the paths that changed; while it is waited for the next one, nothing is done.
    """
    last: Round | None = None
    for touched in chain([frozenset[str]()], bursts):
        began = effects.clock()
        look = effects.look()
        if last is not None and last.outcome is not Outcome.FAILED and is_same(last.look, look):
            continue
        names = () if last is None else changed(last.look, look) or tuple(sorted(touched))
        number = 1 if last is None else last.number + 1
        effects.emit(RoundStarted(number=number, changed=names))
        outcome = _outcome(number, look, effects, began)
        last = Round(number=number, look=look, outcome=outcome)
        seconds = effects.clock() - began
        effects.emit(RoundEnded(number=number, passed=outcome is Outcome.PASSED, seconds=seconds))
        yield last


def _outcome(number: int, look: Look, effects: Effects, began: float) -> Outcome:
    if look.settings is None:
        _refuse(number, look, look.problems, effects, began)
        return Outcome.REFUSED
    try:
        compilation = effects.compile(look)
        if look.problems or compilation.schema is None:
            _refuse(number, look, _found(look, compilation), effects, began)
            return Outcome.REFUSED
        written = effects.write(look, compilation)
    except WesleyError as error:
        _refuse(number, look, error.problems, effects, began)
        return Outcome.FAILED
    effects.emit(_compiled(number, look, compilation, written, effects.clock() - began))
    passed = effects.test is None or effects.test(number, look, compilation)
    return Outcome.PASSED if passed and _commanded(number, look, effects) else Outcome.FAILED


def _found(look: Look, compilation: Compilation) -> tuple[Problem, ...]:
    """What is wrong. With a file that cannot be read, what refers to it would look wrong: only syntax is told then."""
    if not look.problems:
        return compilation.problems
    from wesley.sdl.rules.graphql_syntax import GRAPHQL_SYNTAX

    syntax = [problem for problem in compilation.problems if problem.code == GRAPHQL_SYNTAX.code]
    return tuple(sorted([*look.problems, *syntax], key=Problem.sort_key))


def _compiled(number: int, look: Look, compilation: Compilation, written: Written, seconds: float) -> Compiled:
    return Compiled(
        number=number,
        tables=0 if compilation.schema is None else len(compilation.schema.physical.tables),
        files=len(look.sources),
        parsed=compilation.parsed,
        written=written.written,
        removed=written.removed,
        unchanged=written.unchanged,
        warnings=len(compilation.problems),
        seconds=seconds,
    )


def _commanded(number: int, look: Look, effects: Effects) -> bool:
    """Run the command, where there is one; True when it has ended well."""
    if effects.run is None:
        return True
    began = effects.clock()
    try:
        status = effects.run(look)
    except WesleyError as error:
        effects.show(error.problems, {})
        return False
    effects.emit(CommandRun(number=number, status=status, seconds=effects.clock() - began))
    return status == 0


def _refuse(number: int, look: Look, problems: tuple[Problem, ...], effects: Effects, began: float) -> None:
    errors = tuple(problem for problem in problems if problem.is_error)
    effects.show(errors, look.texts)
    effects.emit(
        Refused(
            number=number,
            errors=len(errors),
            warnings=len(problems) - len(errors),
            codes=tuple(sorted({problem.code.code for problem in errors})),
            first=_told(errors[0]),
            seconds=effects.clock() - began,
        )
    )


def _told(problem: Problem) -> str:
    origin = problem.origin
    place = f"{origin.file}:{origin.line}:{origin.column}: " if origin.known else ""
    return f"{place}{problem.message}"
