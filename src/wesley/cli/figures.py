"""The figures of a database, once or again and again."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

from wesley.cli.progress.metrics_server import MetricsServer
from wesley.cli.terminal import complaint, status
from wesley.execute.journal import figures as kept
from wesley.execute.journal.install import has_journal
from wesley.observe.figures import Figures, after
from wesley.observe.looking import HealthChecked
from wesley.observe.openmetrics import openmetrics
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

if TYPE_CHECKING:
    from wesley.cli.migration.target import Target
    from wesley.cli.options import Options


def collected(target: Target) -> Figures:
    """The figures as they are now.

    Raises:
        ServerError: the server cannot be asked.
    """
    with session(target.conninfo) as looking:
        run = kept.last(looking) if has_journal(looking) else None
    return Figures() if run is None else Figures(run=run)


def serve(options: Options, target: Target, address: str, every: float) -> None:
    """Serve the figures until somebody ends it.

    Args:
        options: whether status is told.
        target: the database.
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
            published.look(target)
            threading.Event().wait(every)


class Published:
    """The figures as they were seen last. A server that fails is a figure, told once, and no reason to end."""

    def __init__(self) -> None:
        self.text = openmetrics(Figures())
        self._figures = Figures()
        self._failure = ""

    def look(self, target: Target) -> None:
        """Look at the database again."""
        began = time.monotonic()
        try:
            self._figures, failure = collected(target), ""
        except ServerError as error:
            failure = error.problems[0].message
            unreachable = HealthChecked(
                check="connection", status="error", seen=failure, seconds=time.monotonic() - began
            )
            self._figures = after(self._figures, unreachable)
        self.text = openmetrics(self._figures)
        if failure and failure != self._failure:
            complaint(f"{failure}; the figures stay as they are until it is back\n")
        self._failure = failure
