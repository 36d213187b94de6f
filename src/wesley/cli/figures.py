"""The figures of a database, once or again and again."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

from msgspec.structs import replace

from wesley.cli.health.conduct import examine
from wesley.cli.progress.metrics_server import MetricsServer
from wesley.cli.terminal import complaint, status
from wesley.execute.journal import figures as kept
from wesley.execute.journal.install import has_journal
from wesley.observe.figures import Figures, after
from wesley.observe.metrics import Metrics
from wesley.observe.openmetrics import openmetrics
from wesley.postgres.session import ANSWER_SECONDS, session
from wesley.problems.problem import ServerError

if TYPE_CHECKING:
    from wesley.cli.health.machine import Project
    from wesley.cli.migration.target import Target
    from wesley.cli.options import Options
    from wesley.observe.events import Event

_SLICE_SECONDS = 0.5


def last_run(target: Target) -> Metrics:
    """The figures of the last run, all zero where there was none.

    Raises:
        ServerError: the server cannot be asked.
    """
    with session(target.conninfo, ANSWER_SECONDS) as looking:
        run = kept.last(looking) if has_journal(looking) else None
    return run or Metrics()


def collected(project: Project, target: Target, run: Metrics) -> Figures:
    """All figures as they are now; a server that cannot be asked is one of them.

    Args:
        project: whose schema the database is compared with.
        target: the database.
        run: of the last run.
    """
    figures = Figures()

    def emit(event: Event) -> None:
        nonlocal figures
        figures = after(figures, event)

    examine(project, target, emit)
    return replace(figures, run=run)


def serve(options: Options, project: Project, target: Target, address: str, every: float) -> None:
    """Serve the figures until somebody ends it.

    Args:
        options: whether status is told.
        project, target: as for `collected`.
        address: `HOST:PORT` of this machine.
        every: seconds between two looks at the database.

    Raises:
        UsageError: the address cannot be used.
        KeyboardInterrupt: the user ended it.
    """
    published = Published()
    with closing(MetricsServer(address, lambda: published.text)) as server:
        status(f"Figures are at {server.url}; Ctrl-C ends this\n", options)
        while True:
            published.look(project, target)
            _wait(every)


def _wait(seconds: float) -> None:
    """In slices: a signal that the system gives to a thread of the server does not wake this one."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        time.sleep(min(left, _SLICE_SECONDS))


class Published:
    """The figures as they were seen last. A server that fails is a figure, told once, and no reason to end."""

    def __init__(self) -> None:
        self.text = openmetrics(Figures())
        self._run = Metrics()
        self._failure = ""

    def look(self, project: Project, target: Target) -> None:
        """Look at the database again."""
        failure = ""
        try:
            self._run = last_run(target)
        except ServerError as error:
            failure = error.problems[0].message
        self.text = openmetrics(collected(project, target, self._run))
        if failure and failure != self._failure:
            complaint(f"{failure}; meanwhile the figures of the last run stay as they are\n")
        self._failure = failure
