"""A run from its beginning to its end, however it ends: the journal and the stream of events both say how."""

from __future__ import annotations

from contextlib import suppress

from msgspec.structs import replace

from wesley.execute import migrate
from wesley.execute.begin import Begun
from wesley.execute.category import category
from wesley.execute.connections import Connections
from wesley.execute.counting import Counting
from wesley.execute.errors import without_values
from wesley.execute.journal import runs
from wesley.execute.migrate import Tools
from wesley.observe.events import Outcome, RunEnded
from wesley.postgres.session import StatementError
from wesley.problems.problem import ServerError, WesleyError


def perform(connections: Connections, begun: Begun, tools: Tools) -> Outcome:
    """Run what is not done of a plan.

    Args:
        connections: their guard holds the advisory lock.
        begun: the plan.
        tools: what it needs from outside.

    Raises:
        WesleyError: it cannot go on.
        BaseException: whatever else ended it, such as the user.
    """
    began = tools.clock.now()
    counting = Counting(connections, tools)
    tools = replace(tools, emit=counting.emit)
    try:
        outcome = migrate.run(connections, begun.entry, begun.token, tools)
    except BaseException as error:
        ended = _ended(error, tools.clock.now() - began)
        _note(connections, ended)
        tools.emit(ended)
        raise
    ended = RunEnded(outcome=outcome, seconds=tools.clock.now() - began)
    _note(connections, ended)
    tools.emit(ended)
    return outcome


def _ended(error: BaseException, seconds: float) -> RunEnded:
    if isinstance(error, KeyboardInterrupt):
        return RunEnded(outcome=Outcome.INTERRUPTED, seconds=seconds, message="the user ended it")
    known = error if isinstance(error, WesleyError) else None
    return RunEnded(
        outcome=Outcome.STOPPED,
        seconds=seconds,
        category=category(error),
        code=known.problems[0].code.code if known else "",
        sqlstate=error.refusal.sqlstate if isinstance(error, StatementError) else "",
        # What is no problem of ours could hold anything, a secret too.
        message=without_values(known) if known else type(error).__name__,
    )


def _note(connections: Connections, ended: RunEnded) -> None:
    """Without a connection nothing can be noted; then the journal has a run whose last sign of life is long ago."""
    with suppress(ServerError):
        if "monitor" in connections.broken():
            return
        session = connections.monitor
        runs.end(session, connections.run, ended.outcome, ended.code, ended.sqlstate, ended.message)
