"""OpenTelemetry: where spans and metrics go is for its own variables to say."""

from __future__ import annotations

import logging
import os
import threading
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from wesley import __version__
from wesley.cli.progress.codes import NO_TELEMETRY
from wesley.cli.progress.moment import Moment, now
from wesley.observe.events import Event
from wesley.problems.problem import Problem, UsageError

if TYPE_CHECKING:
    from opentelemetry.sdk.metrics.export import MetricExporter
    from opentelemetry.sdk.trace.export import SpanExporter

# `otlp` is over HTTP, as the specification of the OTLP exporter has it by default.
_OTLP = "otlp"
_OTLP_PROTO = "otlp_proto_{}"
_CLOSE_SECONDS = 5.0
_LOGGER = "opentelemetry"
# The group of entry points of the exporters of a signal, and the signal.
_SPANS = ("opentelemetry_traces_exporter", "TRACES")
_METRICS = ("opentelemetry_metrics_exporter", "METRICS")


class TelemetrySink:
    """Gives events to OpenTelemetry.

    Args:
        stall_budget: seconds above which keeping others waiting is a stall.
        spans, metrics: where they go; None for what OTEL_TRACES_EXPORTER and OTEL_METRICS_EXPORTER name.

    Raises:
        UsageError: the SDK or an exporter is not installed.
    """

    name = "OpenTelemetry"

    def __init__(
        self, stall_budget: float, *, spans: SpanExporter | None = None, metrics: MetricExporter | None = None
    ) -> None:
        try:
            from opentelemetry.sdk.metrics import MeterProvider
            from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
            from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, Resource
            from opentelemetry.sdk.trace import TracerProvider
            from opentelemetry.sdk.trace.export import BatchSpanProcessor
        except ImportError:
            raise _missing("OpenTelemetry is not installed") from None
        from wesley.observe.otel import NAME, Telemetry

        spans = spans or _exporter(*_SPANS)
        metrics = metrics or _exporter(*_METRICS)
        resource = Resource.create({SERVICE_NAME: NAME, SERVICE_VERSION: __version__})
        self._traces = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._traces.add_span_processor(BatchSpanProcessor(spans))
        reader = PeriodicExportingMetricReader(metrics)
        self._meters = MeterProvider([reader], resource, shutdown_on_exit=False)
        self._telemetry = Telemetry(self._traces.get_tracer(NAME), self._meters.get_meter(NAME), stall_budget)
        self._complaints = _Complaints()
        logging.getLogger(_LOGGER).addHandler(self._complaints)

    def tell(self, event: Event, moment: Moment) -> None:
        """Take an event; it is sent from a thread of the SDK's own."""
        self._telemetry.tell(event, moment.at)

    def close(self) -> None:
        """Send what is left, for a few seconds.

        Raises:
            ConnectionError: not everything has arrived.
        """
        self._telemetry.close(now().at)
        # A collector that is away is tried again for longer than anybody wants to wait for it.
        thread = threading.Thread(target=self._send, name="wesley telemetry", daemon=True)
        thread.start()
        thread.join(_CLOSE_SECONDS)
        if thread.is_alive() or self._complaints.is_there:
            # What it still complains of is taken, too.
            raise ConnectionError(None, "not everything that was sent has arrived")
        logging.getLogger(_LOGGER).removeHandler(self._complaints)

    def _send(self) -> None:
        self._traces.shutdown()
        self._meters.shutdown()


def refuse_missing() -> None:
    """See that OpenTelemetry and the exporters that its variables name are installed.

    Raises:
        UsageError: one is not.
    """
    if find_spec("opentelemetry") is None or find_spec("opentelemetry.sdk") is None:
        raise _missing("OpenTelemetry is not installed")
    for group, signal in (_SPANS, _METRICS):
        _found(group, signal)


class _Complaints(logging.Handler):
    """Takes what the SDK complains of, over and over, so that it is told once and not across the display."""

    is_there = False

    def emit(self, _record: logging.LogRecord) -> None:
        self.is_there = True


def _exporter(group: str, signal: str) -> Any:
    """The exporter of a signal, found as the SDK's own configuration finds it."""
    return _found(group, signal)()


def _found(group: str, signal: str) -> Any:
    name = os.environ.get(f"OTEL_{signal}_EXPORTER") or _OTLP
    wanted = _protocol(signal) if name == _OTLP else name
    found: tuple[EntryPoint, ...] = tuple(entry_points(group=group, name=wanted))
    try:
        return found[0].load()
    except (IndexError, ImportError):
        raise _missing(f"the exporter `{name}` of OTEL_{signal}_EXPORTER is not installed") from None


def _protocol(signal: str) -> str:
    """`otlp` with its protocol, which has variables of its own."""
    names = (f"OTEL_EXPORTER_OTLP_{signal}_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
    protocol = next((os.environ[name] for name in names if os.environ.get(name)), "http/protobuf")
    return _OTLP_PROTO.format("grpc" if protocol == "grpc" else "http")


def _missing(message: str) -> UsageError:
    help_text = "pip install 'wesley-schema[otel]' and an exporter such as opentelemetry-exporter-otlp-proto-http"
    return UsageError(Problem(code=NO_TELEMETRY, message=message, help=help_text))
