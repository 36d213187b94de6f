"""The course of `wesley migrate --fleet`: look at all, plan for each kind, show, ask, bring them there in waves."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wesley.cli.failures import FAILURE, FINDINGS
from wesley.cli.fleet.bring import Bringing, bring
from wesley.cli.fleet.members import members
from wesley.cli.fleet.proposals import Group, groups
from wesley.cli.fleet.report import as_json, as_text, line_of, plans_as_text
from wesley.cli.fleet.survey import Found, look
from wesley.cli.migration.ask import confirm
from wesley.cli.terminal import paint_for, product, status
from wesley.fleet.codes import TWICE
from wesley.fleet.result import Result, State
from wesley.fleet.roll_out import roll_out
from wesley.fleet.stop import Stop
from wesley.fleet.waves import Task
from wesley.plan.formats.words import counted
from wesley.problems.problem import Problem, UsageError

if TYPE_CHECKING:
    from wesley.cli.configuration import Loaded
    from wesley.cli.options import Options

_BROUGHT = (State.CURRENT, State.DONE, State.EXPANDED)


class Fleet:
    """A fleet while a command works on it.

    Args:
        options: the common options.
        given: those of the command, by their names.
        loaded: the configuration.
        workers: how many databases at the same time.
    """

    def __init__(self, options: Options, given: dict[str, Any], loaded: Loaded, workers: int) -> None:
        self._options, self._given, self._loaded, self._workers = options, given, loaded, workers
        targets = members(Path(given["fleet"]), options, loaded)
        self._production = next((one for one in targets if one.is_production), targets[0])
        self._found = look(targets, workers)
        _refuse_twice(self._found)
        self._groups: tuple[Group, ...] = ()
        self._results = [Result(database=one.name, state=State.WAITING, failure=one.failure) for one in self._found]

    def migrate(self) -> int:
        """Bring every database to the schema; gives the exit status."""
        if self._is_reached():
            self._groups = groups(self._options, self._given, self._loaded, self._found, self._workers)
            for group in self._groups:
                self._note_plan(group)
        if any(result.failure is not None for result in self._results):
            return self._end("nothing was changed: first see to the databases that cannot be migrated\n")
        tasks = self._tasks()
        if not self._is_json:
            product(plans_as_text(self._groups, [one.name for one in self._found]))
        if self._given["dry_run"] or not tasks:
            return self._end("dry run: nothing was changed\n" if self._given["dry_run"] else "")
        sys.stdout.flush()
        question = f"Run {counted(len({task.plan for task in tasks}), 'plan')} on {counted(len(tasks), 'database')}"
        if not confirm(question, self._production, Path(self._given["fleet"]).name, yes=self._given["yes"]):
            status("nothing was changed\n", self._options)
            return FINDINGS
        return self._roll_out(tasks)

    def _is_reached(self) -> bool:
        for number, one in enumerate(self._found):
            if one.failure is not None:
                self._results[number] = Result(database=one.name, state=State.FAILED, failure=one.failure)
        return all(one.failure is None for one in self._found)

    def _note_plan(self, group: Group) -> None:
        new = group.proposal.new if group.proposal is not None else None
        state = State.FAILED if group.failure is not None else State.CURRENT if new is None else State.WAITING
        for number in group.numbers:
            self._results[number] = Result(
                database=self._found[number].name,
                state=state,
                plan="" if new is None else new.head.digest[:8],
                failure=group.failure,
            )

    def _tasks(self) -> list[Task]:
        """What is to be done: plans that were begun first, because what they leave half-done is in use."""
        begun = [Task(n, one.unfinished.digest) for n, one in enumerate(self._found) if one.unfinished is not None]
        fresh = [
            Task(number, group.proposal.new.head.digest)
            for group in self._groups
            if group.proposal is not None and group.proposal.new is not None
            for number in group.numbers
        ]
        return [*begun, *sorted(fresh, key=lambda task: task.number)]

    def _roll_out(self, tasks: Sequence[Task]) -> int:
        stop = Stop()
        bringing = Bringing(options=self._options, given=self._given, loaded=self._loaded, stop=stop)
        proposals = {number: group.proposal for group in self._groups for number in group.numbers}
        over: list[int] = []

        def told(task: Task, result: Result) -> None:
            self._results[task.number] = result
            over.append(task.number)
            status(line_of(result, len(over), len(tasks)), self._options)

        def work(task: Task) -> Result:
            return bring(bringing, self._found[task.number], proposals.get(task.number))

        known = {one.before for one in self._found if one.before is not None}
        try:
            roll_out(tasks, work, told, workers=self._workers, known=known, stop=stop)
        except KeyboardInterrupt:
            self._end("the same command goes on with those that are left\n")
            raise
        left = any(self._results[task.number].state not in _BROUGHT for task in tasks)
        return self._end("the same command goes on with those that are left\n" if left else "")

    @property
    def _is_json(self) -> bool:
        return bool(self._given["form"] == "json")

    def _end(self, told: str) -> int:
        if self._is_json:
            product(as_json(self._results, self._groups, dry_run=self._given["dry_run"]))
        else:
            product(as_text(self._results, paint_for(sys.stdout, self._options)))
        sys.stdout.flush()
        status(told, self._options)
        return self._exit_status()

    def _exit_status(self) -> int:
        failures = [result.failure for result in self._results if result.failure is not None]
        if failures:
            return FINDINGS if all(one.is_refusal for one in failures) else FAILURE
        return 0


def _refuse_twice(found: Sequence[Found]) -> None:
    seen: set[tuple[str, str, str]] = set()
    for one in found:
        if one.failure is None and one.place in seen:
            message = f"two entries of the fleet lead to {one.name}"
            raise UsageError(Problem(code=TWICE, message=message, help="leave one of them out"))
        seen.add(one.place)
