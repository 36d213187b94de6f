"""All the places that a run tells of itself, as one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

from wesley.cli.options import Options
from wesley.observe.events import Emit, Event, Level


class Telling(Struct, frozen=True, kw_only=True):
    """Where a run tells of itself, as the command line says it.

    Args:
        log: `--log FILE`; None for no file.
        log_format: `--log-format`, `text` or `json`; json without a file goes to standard error instead of the display.
        log_level: `--log-level`: what is less than this is not in the log.
        metrics: `--metrics FILE`, written as OpenMetrics text at every segment and at the end; None for none.
        metrics_listen: `--metrics-listen HOST:PORT`, an address of this machine alone; None for none.
        otel: `--otel`: spans and metrics go where the OTEL_EXPORTER_OTLP_* variables say.
        stall_budget: seconds above which keeping others waiting counts as a stall.
    """

    log: str | None = None
    log_format: str = "text"
    log_level: Level = Level.INFO
    metrics: str | None = None
    metrics_listen: str | None = None
    otel: bool = False
    stall_budget: float = 0.1


@contextmanager
def sinks(options: Options, telling: Telling) -> Iterator[Emit]:
    """Open all places that a run is to tell of itself, and close them at the end of the `with` block.

    A place that fails while the run lasts is told of once as a warning and left out: none can stop a migration. Emit
    `RunEnded` inside the block, also when the run fails.

        with sinks(options, telling) as emit:
            keeper = Keeper(folder, place, emit)                      # wesley.cli.checkpoints
            tools = Tools(emit=keeper.emit, mark=keeper.mark, ...)    # wesley.execute.migrate

    Args:
        options: `--quiet` and `--color`; with `--quiet` there is no display, and files are written all the same.
        telling: the options of the command.

    Raises:
        UsageError: an option has a value that cannot be used.
        OutputError: a file cannot be opened for writing. Nothing of the run has begun then.
    """
    del options, telling

    def emit(event: Event) -> None:
        del event

    yield emit
