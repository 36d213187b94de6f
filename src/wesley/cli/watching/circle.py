"""The command of each round, unless it is what begins the rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wesley.problems.problem import Problem, WesleyError
from wesley.watch.codes import RUNS_ITSELF
from wesley.watch.look import changed

if TYPE_CHECKING:
    from collections.abc import Callable

    from wesley.watch.look import Look

# A formatter is done after two; somebody may save while a slow command runs, and again.
LONGEST = 5


class Circle:
    """Runs a command round after round, and leaves it out once where it has changed the schema again and again.

    Args:
        command: as messages call it.
        run: runs it and gives its exit status.
        look: reads the files.
    """

    def __init__(self, command: str, run: Callable[[], int], look: Callable[[], Look]) -> None:
        self._command, self._run, self._look = command, run, look
        self._changed: list[tuple[str, ...]] = []

    def __call__(self, seen: Look) -> int:
        """Run it, and see whether it has changed something.

        Args:
            seen: what the round has read.

        Raises:
            WesleyError: it cannot be started, or it would run for ever.
        """
        if len(self._changed) == LONGEST:
            (*_, names), self._changed = self._changed, []
            raise WesleyError(_runs_itself(self._command, names))
        status = self._run()
        names = changed(seen, self._look())
        self._changed = [*self._changed, names] if names else []
        return status


def _runs_itself(command: str, names: tuple[str, ...]) -> Problem:
    return Problem(
        code=RUNS_ITSELF,
        message=f"{', '.join(names)} changed while `{command}` ran, {LONGEST} times in a row, and each change runs it",
        help="let it write outside of the schema; it runs again after the next change",
    )
