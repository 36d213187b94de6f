"""Where a watch stands, folded from its events: what the display shows."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from wesley.cli.watching.shown import Kind, Shown
from wesley.observe import watching as of
from wesley.observe.events import Event, Warned


class State(Struct, frozen=True, kw_only=True):
    """Where a watch stands.

    Args:
        started: what is watched; None before.
        under_way: the round that is under way; None between rounds.
        ended: the round that has ended last.
        work: what the round that is under way is doing, where that can take long.
        at: when that was, as people write it.
        compiled, refused: how the schema was compiled the last time; one of them is None.
        brought, tests, command: what came of them the last time.
        problems: code frames of what is wrong now.
        failures: of the tests that fail now.
        output: the last lines of the command, where it has failed.
        warning: the last one; what is warned of lasts as long as the watch.
        over: the end of the watch.
    """

    started: of.WatchStarted | None = None
    under_way: of.RoundStarted | None = None
    ended: of.RoundEnded | None = None
    work: str = ""
    at: str = ""
    compiled: of.Compiled | None = None
    refused: of.Refused | None = None
    brought: of.DatabaseBrought | None = None
    tests: of.TestsRun | None = None
    command: of.CommandRun | None = None
    problems: str = ""
    failures: str = ""
    output: str = ""
    warning: str = ""
    over: of.WatchEnded | None = None

    @property
    def is_compiled(self) -> bool:
        """Whether the round that is under way has written its outputs."""
        if self.under_way is None or self.compiled is None:
            return False
        return self.under_way.number == self.compiled.number


def after(state: State, event: Event, at: str) -> State:
    """Where it stands after one more event.

    Args:
        state: before.
        event: what happened.
        at: the time of day.
    """
    match event:
        case of.WatchStarted():
            return replace(state, started=event)
        case of.RoundStarted():
            return replace(state, under_way=event, work="")
        case of.Compiled():
            return replace(state, compiled=event, refused=None, problems="")
        case of.Refused():
            return replace(state, refused=event)
        case of.DatabaseBrought():
            return replace(state, brought=event)
        case of.TestsRun():
            return replace(state, tests=event, failures=state.failures if event.failed else "")
        case of.CommandRun():
            return replace(state, command=event, output=state.output if event.status else "")
        case of.RoundEnded():
            return replace(state, under_way=None, ended=event, at=at)
        case of.WatchEnded():
            return replace(state, over=event)
        case Warned():
            return replace(state, warning=event.message)
        case Shown():
            return _shown(state, event)
        case _:
            return state


def _shown(state: State, event: Shown) -> State:
    match event.kind:
        case Kind.PROBLEMS if state.refused is None and state.is_compiled:
            # The schema is fine, and the tests or the command could not be run.
            return replace(state, problems=event.text, brought=None, tests=None, command=None, failures="", output="")
        case Kind.PROBLEMS:
            return replace(state, problems=event.text)
        case Kind.WORK:
            return replace(state, work=event.text)
        case Kind.TESTS:
            return replace(state, failures=event.text)
        case Kind.COMMAND:
            return replace(state, output=event.text)
