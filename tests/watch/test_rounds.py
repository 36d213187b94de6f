"""Rounds without files, server or terminal: what follows from a burst, in which order, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from wesley.config.settings import Settings
from wesley.observe.events import Event
from wesley.observe.watching import CommandRun, Compiled, Refused, RoundEnded, RoundStarted
from wesley.problems.problem import Problem, WesleyError
from wesley.sdl.source import Source
from wesley.watch.codes import COMMAND_NOT_RUN, OUT_OF_REACH
from wesley.watch.look import Look
from wesley.watch.rounds import Effects, Outcome, Round, Written, rounds
from wesley.watch.warm import Compilation, Warm

GOOD = "type User @table {\n  id: ID! @primaryKey\n  email: String!\n}\n"
BAD = GOOD.replace("String", "Strng")
LOST = Problem(code=OUT_OF_REACH, message="permission denied")


def _look(text: str, *problems: Problem) -> Look:
    texts = {"a.graphql": text}
    return Look(settings=Settings(), sources=(Source("a.graphql", text),), texts=texts, problems=problems)


class World:
    """Files that are another at each look, and what rounds do to it."""

    def __init__(self, *looks: Look) -> None:
        self._looks = list(looks)
        self.events: list[Event] = []
        self.shown: list[tuple[Problem, ...]] = []
        self.writes = 0
        self.full_for = 0
        self.tests: Callable[[int, Look, Compilation], bool] | None = None
        self.command: Callable[[], int] | None = None
        self._now = 0.0

    def rounds(self) -> list[Round]:
        bursts = [frozenset({"touched.graphql"})] * (len(self._looks) - 1)
        return list(rounds(self._effects(), bursts))

    def told(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]

    def _effects(self) -> Effects:
        warm, command = Warm(), self.command
        return Effects(
            look=lambda: self._looks.pop(0),
            compile=lambda look: warm.compile(look.sources, look.files, look.settings or Settings(), ()),
            write=self._write,
            test=self.tests,
            run=None if command is None else lambda _look: command(),
            show=self._show,
            emit=self.events.append,
            clock=self._clock,
        )

    def _write(self, _look: Look, _compilation: Compilation) -> Written:
        if self.full_for:
            self.full_for -= 1
            raise WesleyError(Problem(code=OUT_OF_REACH, message="no space left on device"))
        self.writes += 1
        return Written(3, 0, 1)

    def _show(self, problems: tuple[Problem, ...], _texts: Mapping[str, str]) -> None:
        self.shown.append(problems)

    def _clock(self) -> float:
        self._now += 0.5
        return self._now


def _outcomes(world: World) -> list[str]:
    return [one.outcome.value for one in world.rounds()]


def test_the_first_round_needs_no_change() -> None:
    world = World(_look(GOOD))
    assert _outcomes(world) == ["passed"]
    started, done, ended = world.events
    assert started == RoundStarted(number=1)
    assert isinstance(done, Compiled)
    assert (done.tables, done.files, done.parsed, done.written, done.unchanged) == (1, 1, 1, 3, 1)
    assert isinstance(ended, RoundEnded)
    assert ended.passed


def test_a_round_names_the_files_that_differ() -> None:
    world = World(_look(GOOD), _look(GOOD + "\n"))
    assert len(world.rounds()) == 2
    assert world.told(RoundStarted)[1] == RoundStarted(number=2, changed=("a.graphql",))


def test_nothing_is_done_when_the_files_say_the_same_as_before() -> None:
    world = World(_look(GOOD), _look(GOOD), _look(BAD), _look(BAD), _look(GOOD))
    assert _outcomes(world) == ["passed", "refused", "passed"]
    assert [one.number for one in world.told(RoundStarted) if isinstance(one, RoundStarted)] == [1, 2, 3]


def test_errors_are_shown_and_nothing_is_written() -> None:
    world = World(_look(BAD))
    assert _outcomes(world) == ["refused"]
    assert world.writes == 0
    assert [problem.code.code for problem in world.shown[0]] == ["E002"]
    (told,) = world.told(Refused)
    assert isinstance(told, Refused)
    assert (told.errors, told.codes) == (1, ("E002",))
    assert told.first.startswith("a.graphql:3:10: ")


def test_a_file_that_cannot_be_read_is_all_that_is_told_beside_syntax() -> None:
    world = World(_look(BAD, LOST), _look(GOOD))
    assert _outcomes(world) == ["refused", "passed"]
    assert world.shown == [(LOST,)]
    assert world.writes == 1


def test_a_wrong_configuration_is_waited_on() -> None:
    world = World(_look(GOOD), Look(problems=(LOST,)), _look(GOOD))
    assert _outcomes(world) == ["passed", "refused", "passed"]


def test_outputs_that_could_not_be_written_are_tried_again_though_nothing_differs() -> None:
    world = World(_look(GOOD), _look(GOOD))
    world.full_for = 1
    assert _outcomes(world) == ["failed", "passed"]
    assert world.told(RoundStarted)[1] == RoundStarted(number=2, changed=("touched.graphql",))


def test_tests_come_after_the_outputs_and_the_command_after_tests_that_pass() -> None:
    world = World(_look(GOOD), _look(GOOD + "\n"))
    results: Iterator[bool] = iter((False, True))
    order: list[str] = []

    def test(number: int, _look: Look, _compilation: Compilation) -> bool:
        order.append(f"test {number} after {world.writes}")
        return next(results)

    def command() -> int:
        order.append("command")
        return 0

    world.tests, world.command = test, command
    assert _outcomes(world) == ["failed", "passed"]
    assert order == ["test 1 after 1", "test 2 after 2", "command"]


def test_a_command_that_fails_fails_the_round() -> None:
    world = World(_look(GOOD))
    world.command = lambda: 7
    assert _outcomes(world) == ["failed"]
    (told,) = world.told(CommandRun)
    assert isinstance(told, CommandRun)
    assert told.status == 7


def test_a_command_that_cannot_be_started_is_shown() -> None:
    world = World(_look(GOOD))
    problem = Problem(code=COMMAND_NOT_RUN, message="no shell")

    def command() -> int:
        raise WesleyError(problem)

    world.command = command
    assert [one.outcome for one in world.rounds()] == [Outcome.FAILED]
    assert world.shown == [(problem,)]


def test_the_first_error_is_told_without_a_place_where_it_has_none() -> None:
    world = World(Look(problems=(LOST,)))
    world.rounds()
    (told,) = world.told(Refused)
    assert isinstance(told, Refused)
    assert told.first == "permission denied"
