"""Metrics as a file, such as node_exporter's textfile collector reads them."""

from __future__ import annotations

from pathlib import Path

from wesley.cli.outputs.one_file import write_file
from wesley.cli.progress.moment import Moment
from wesley.observe import events as of
from wesley.observe.figures import Figures, after
from wesley.observe.metrics import Metrics
from wesley.observe.openmetrics import openmetrics
from wesley.observe.watching import RoundEnded

_WRITTEN_AFTER = (of.RunStarted, of.SegmentDone, of.Heartbeat, of.RunEnded, RoundEnded)


class MetricsFile:
    """Writes the file at every segment or round, at signs of life and at the end; a reader sees all of one writing.

    Args:
        path: the file.
        stall_budget: seconds above which keeping others waiting is a stall.

    Raises:
        WesleyError: the file cannot be written.
    """

    def __init__(self, path: Path, stall_budget: float) -> None:
        self.name = f"the metrics file `{path}`"
        self._path = path
        self._figures = Figures(run=Metrics(stall_budget=stall_budget))
        self._write()

    def tell(self, event: of.Event, _moment: Moment) -> None:
        """Count an event.

        Raises:
            OutputError: the machine does not let the file be written.
        """
        self._figures = after(self._figures, event)
        if isinstance(event, _WRITTEN_AFTER):
            self._write()

    def close(self) -> None:
        """Write what came after the last time, such as the last checkpoint.

        Raises:
            OutputError: the machine does not let the file be written.
        """
        self._write()

    def _write(self) -> None:
        write_file(self._path, openmetrics(self._figures))
