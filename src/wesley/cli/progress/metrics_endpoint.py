"""The figures of a run over HTTP, for as long as it lasts."""

from __future__ import annotations

from wesley.cli.progress.metrics_server import MetricsServer
from wesley.cli.progress.moment import Moment
from wesley.observe.events import Event
from wesley.observe.figures import Figures, after
from wesley.observe.metrics import Metrics
from wesley.observe.openmetrics import openmetrics


class MetricsEndpoint:
    """Serves what it is told of.

    Args:
        address: as for `MetricsServer`.
        stall_budget: seconds above which keeping others waiting is a stall.

    Raises:
        UsageError: as for `MetricsServer`.
    """

    def __init__(self, address: str, stall_budget: float) -> None:
        self._figures = Figures(run=Metrics(stall_budget=stall_budget))
        self._server = MetricsServer(address, lambda: openmetrics(self._figures))
        self.url = self._server.url
        self.name = f"the metrics endpoint {self.url}"

    def tell(self, event: Event, _moment: Moment) -> None:
        """Count an event."""
        self._figures = after(self._figures, event)

    def close(self) -> None:
        """Serve no more."""
        self._server.close()
