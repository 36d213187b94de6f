"""All the places that a run tells of itself, as one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

from wesley.cli.options import Options
from wesley.cli.paths import shown
from wesley.cli.progress.background import Background, Ticking
from wesley.cli.progress.canvas import Canvas
from wesley.cli.progress.fan_out import FanOut
from wesley.cli.progress.json_lines import JsonLines
from wesley.cli.progress.lines import Lines
from wesley.cli.progress.live import Live
from wesley.cli.progress.moment import Sink, now
from wesley.cli.progress.plain import Plain
from wesley.cli.progress.resumed import when_resumed
from wesley.cli.progress.text_lines import TextLines
from wesley.cli.progress.usable import not_opened
from wesley.cli.terminal import paint_for, status
from wesley.observe.events import Emit, Level

_STANDARD_ERROR = "the log on standard error"


class Telling(Struct, frozen=True, kw_only=True):
    """Where a run tells of itself, as the command line says it.

    Args:
        log: `--log FILE`, to which lines are added; None for no file.
        log_format: `--log-format`, `text` or `json`; json without a file goes to standard error instead of the display.
        log_level: `--log-level`: what is less than this is not in the log.
        metrics: `--metrics FILE`, written as OpenMetrics text at every segment and at the end; None for none.
        metrics_listen: `--metrics-listen HOST:PORT`, an address of this machine alone; None for none.
        otel: `--otel`: spans and metrics go where the OTEL_* variables say.
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

    A place that fails while the run lasts is told of once as a warning and left out: none can stop a migration, nor
    hold it up. Emit `RunEnded` inside the block, also when the run fails; ask before the block, print there or after
    `RunEnded`, which comes back when the display is gone.

        with sinks(options, telling) as emit:
            keeper = Keeper(folder, place, emit)                      # wesley.cli.checkpoints
            tools = Tools(emit=keeper.emit, mark=keeper.mark, ...)    # wesley.execute.migrate

    Args:
        options: `--quiet` and `--color`; with `--quiet` there is no display, and logs are written all the same.
        telling: the options of the command.

    Raises:
        UsageError: an option has a value that cannot be used.
        OutputError: a file cannot be opened for writing. Nothing of the run has begun then.
    """
    live = _live(options, telling)
    first = _on_standard_error if live is None else lambda _options, _telling: Background(live)
    places = (first, _log_file, _metrics_file, _endpoint, _telemetry)
    with when_resumed(None if live is None else live.resume), _opened(options, telling, places) as emit:
        yield emit


@contextmanager
def records(options: Options, given: dict[str, Any]) -> Iterator[Emit]:
    """The same for a command that shows its answer itself: its log and its figures, as `record_options` names them.

    JSON without a file goes to standard error, as it does for a run.

    Args:
        options: as for `sinks`.
        given: the values of `record_options`, and that of `LISTEN` where a command has it.

    Raises:
        WesleyError: as for `sinks`.
    """
    telling = Telling(
        log=given["log"],
        log_format=given["log_format"],
        log_level=Level(given["log_level"]),
        metrics=given["metrics"],
        metrics_listen=given.get("metrics_listen"),
    )
    on_standard_error = (_on_standard_error,) if _is_logged_there(telling) else ()
    with _opened(options, telling, (*on_standard_error, _log_file, _metrics_file, _endpoint)) as emit:
        yield emit


@contextmanager
def _opened(
    options: Options, telling: Telling, makers: tuple[Callable[[Options, Telling], Sink | None], ...]
) -> Iterator[Emit]:
    with ExitStack() as stack:
        opened: list[Sink] = []
        for make in makers:
            sink = make(options, telling)
            if sink is not None:
                opened.append(sink)
                stack.callback(sink.close)
        # From here on the fan-out closes them.
        stack.pop_all()
        fan_out = FanOut(opened, now)
        try:
            yield fan_out.emit
        finally:
            fan_out.close()


def _live(options: Options, telling: Telling) -> Live | None:
    """The display of a terminal; None where there is none, or something else is told there."""
    is_free = not (options.quiet or _is_logged_there(telling))
    if not is_free or not sys.stderr.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        return None
    sys.stderr.flush()
    canvas = Canvas(Lines(sys.stderr.fileno(), owned=False), sys.stderr.fileno(), sys.stderr.encoding)
    return Live(canvas, paint_for(sys.stderr, options))


def _is_logged_there(telling: Telling) -> bool:
    return telling.log_format == "json" and telling.log is None


def _on_standard_error(options: Options, telling: Telling) -> Sink | None:
    sink: Ticking
    lines = Lines(sys.stderr.fileno(), owned=False)
    if _is_logged_there(telling):
        sink = JsonLines(_STANDARD_ERROR, lines, telling.log_level)
    elif options.quiet:
        return None
    else:
        sink = Plain(lines)
    sys.stderr.flush()
    return Background(sink)


def _log_file(_options: Options, telling: Telling) -> Sink | None:
    if telling.log is None:
        return None
    path = Path(telling.log)
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
    try:
        lines = Lines(os.open(path, flags, 0o666), owned=True)
    except OSError as error:
        raise not_opened("the log", path, (error.strerror or "unknown reason").lower()) from None
    make = JsonLines if telling.log_format == "json" else TextLines
    sink = make(f"the log `{shown(path)}`", lines, telling.log_level)
    return sink if path.is_file() else Background(sink)


def _metrics_file(_options: Options, telling: Telling) -> Sink | None:
    if telling.metrics is None:
        return None
    from wesley.cli.progress.metrics_file import MetricsFile

    return MetricsFile(Path(telling.metrics), telling.stall_budget)


def _endpoint(options: Options, telling: Telling) -> Sink | None:
    if telling.metrics_listen is None:
        return None
    from wesley.cli.progress.metrics_endpoint import MetricsEndpoint

    endpoint = MetricsEndpoint(telling.metrics_listen, telling.stall_budget)
    status(f"Metrics are at {endpoint.url} while this runs\n", options)
    return endpoint


def _telemetry(_options: Options, telling: Telling) -> Sink | None:
    if not telling.otel:
        return None
    from wesley.cli.progress.telemetry import TelemetrySink

    return TelemetrySink(telling.stall_budget)
