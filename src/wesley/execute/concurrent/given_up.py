"""A long statement that was given up, and what is tried again after a pause."""

from __future__ import annotations

from collections.abc import Callable

from wesley.execute.codes import BUILD_GIVEN_UP
from wesley.execute.errors import PASSING, is_lost
from wesley.execute.run import Run
from wesley.observe.events import Retried
from wesley.plan.plan import Step
from wesley.postgres.session import StatementError
from wesley.problems.problem import Problem, ServerError

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0


class GivenUpError(ServerError):
    """A statement was ended because it stood in somebody's way, or somebody in its own.

    Args:
        problem: who.
        passes: True when it is worth another try.
    """

    def __init__(self, problem: Problem, *, passes: bool) -> None:
        super().__init__(problem)
        self.passes = passes


def persist(run: Run, step: Step, attempt: Callable[[], float]) -> float:
    """Make attempts until one succeeds, or the run has been patient for long enough since the first that failed.

    Args:
        run: the run.
        step: the statement.
        attempt: gives its seconds of waiting, and leaves nothing behind that a second attempt would not find.

    Returns:
        The seconds of waiting, attempts that failed and pauses included.

    Raises:
        ServerError: it was given up for good, or refused for a reason that does not pass.
    """
    began, pause, until = run.clock.now(), _FIRST_PAUSE, None
    while True:
        before = run.clock.now() - began
        try:
            return before + attempt()
        except (StatementError, GivenUpError) as error:
            problem, sqlstate = _passing(error, step)
            now = run.clock.now()
            until = now + run.settings.patience if until is None else until
            if now >= until:
                raise ServerError(problem) from None
            rest = run.clock.jitter(pause)
            run.emit(Retried(number=step.number, reason=problem.message, sqlstate=sqlstate, pause=rest))
            run.clock.sleep(rest)
            pause = min(pause * 2, _LONGEST_PAUSE)


def _passing(error: StatementError | GivenUpError, step: Step) -> tuple[Problem, str]:
    """What passed, and its SQLSTATE; any other error is raised again."""
    if isinstance(error, GivenUpError):
        if not error.passes:
            raise error
        return error.problems[0], ""
    refusal = error.refusal
    if is_lost(error) or refusal.sqlstate not in PASSING:
        raise error
    message = f"{step.title}: {refusal.message} ({refusal.sqlstate})"
    problem = Problem(code=BUILD_GIVEN_UP, message=message, help="run `wesley migrate --resume` when it is quieter")
    return problem, refusal.sqlstate
