"""The figures of a run, counted as it tells of itself and kept in the journal."""

from __future__ import annotations

from wesley.execute.connections import Connections
from wesley.execute.journal import figures
from wesley.execute.migrate import Tools
from wesley.observe.events import Event, Heartbeat, RunEnded, RunStarted, Warned
from wesley.observe.fold import after
from wesley.observe.metrics import Metrics
from wesley.postgres.session import StatementError

_KEPT_AFTER = (RunStarted, Heartbeat, RunEnded)


class Counting:
    """Hands events on, and writes the figures down at the start, at each sign of life and at the end.

    Figures never stop a run: a journal that has no place for them, or does not take them, goes without.

    Args:
        connections: those of the run; the monitor writes.
        tools: what the run has from outside.
    """

    def __init__(self, connections: Connections, tools: Tools) -> None:
        self._connections, self._tell = connections, tools.emit
        self._metrics = Metrics(stall_budget=tools.settings.stall_budget)
        self._is_kept = True

    def emit(self, event: Event) -> None:
        """Count an event and tell it."""
        self._metrics = after(self._metrics, event)
        if isinstance(event, _KEPT_AFTER):
            self._keep()
        self._tell(event)

    def _keep(self) -> None:
        if not self._is_kept or "monitor" in self._connections.broken():
            return
        monitor = self._connections.monitor
        try:
            if self._metrics.run and figures.has_figures(monitor):
                figures.keep(monitor, self._metrics)
        except StatementError as error:
            self._is_kept = False
            self._tell(Warned(message=f"the journal has no figures of this run: {error.refusal.message}"))
