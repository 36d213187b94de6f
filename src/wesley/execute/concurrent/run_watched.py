"""Run a statement that no transaction covers, with somebody who looks."""

from __future__ import annotations

from wesley.execute.concurrent.watch import Watch, Watched
from wesley.execute.long_statement import LOOK, run_long
from wesley.execute.run import Run
from wesley.execute.statements import telling
from wesley.plan.plan import Step

# Where readers may wait, the looks are closer.
_CLOSE = 0.1


def run_watched(run: Run, step: Step, watched: Watched, sql: str = "") -> float:
    """Run a statement on the worker, outside any transaction; gives the seconds for which it waited for others.

    Args:
        run: the run.
        step: the statement, which is told as begun and done.
        watched: how it is looked at.
        sql: what is run instead of the statement's own text.

    Raises:
        StatementError: the server refused it.
        GivenUpError: it stood in somebody's way, or somebody in its own.
    """
    with telling(run, step):
        return run_looking(run, watched, sql or step.statement.sql)


def run_looking(run: Run, watched: Watched, sql: str) -> float:
    """Run any SQL on the worker, outside any transaction; gives the seconds for which it waited for others.

    Raises:
        StatementError: the server refused it.
        GivenUpError: it stood in somebody's way, or somebody in its own.
    """
    every = _CLOSE if watched.strong else LOOK
    watch = Watch(run, watched)
    run_long(run.connections.worker, sql, watch.look, every)
    return watch.waited
