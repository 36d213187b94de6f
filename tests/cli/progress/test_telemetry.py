"""OpenTelemetry from the command line: exporters by their own variables, everything sent before the end."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from opentelemetry.sdk.metrics.export import MetricExporter, MetricExportResult, MetricsData
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExportResult
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from tests.cli.progress.places import tell
from tests.observe.stream import run_started, whole_run
from wesley.cli.progress.telemetry import TelemetrySink
from wesley.problems.problem import UsageError

_TELL = """
from tests.observe.stream import whole_run
from wesley.cli.options import Options
from wesley.cli.progress import Telling, sinks
with sinks(Options(quiet=True), Telling(otel=True)) as emit:
    for event in whole_run():
        emit(event)
"""


class _Figures(MetricExporter):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def export(self, metrics_data: MetricsData, timeout_millis: float = 0, **_: object) -> MetricExportResult:
        del timeout_millis
        for resource in metrics_data.resource_metrics:
            self.names |= {metric.name for scope in resource.scope_metrics for metric in scope.metrics}
        return MetricExportResult.SUCCESS

    def force_flush(self, timeout_millis: float = 0) -> bool:
        return timeout_millis >= 0

    def shutdown(self, timeout_millis: float = 0, **_: object) -> None:
        """It holds nothing."""


def test_spans_and_figures_are_sent_before_the_end() -> None:
    spans, figures = InMemorySpanExporter(), _Figures()
    place = TelemetrySink(0.1, spans=spans, metrics=figures)
    tell(place, *whole_run())
    place.close()
    sent = spans.get_finished_spans()
    assert len(sent) == 8
    assert {span.resource.attributes["service.name"] for span in sent} == {"wesley"}
    assert "wesley_operations" in figures.names


def test_a_run_that_is_cut_off_is_sent_as_well() -> None:
    spans = InMemorySpanExporter()
    place = TelemetrySink(0.1, spans=spans, metrics=_Figures())
    tell(place, run_started())
    place.close()
    assert [span.name for span in spans.get_finished_spans()] == ["forward 3-1a2b3c4d"]


class _Away(InMemorySpanExporter):
    """A collector that is not there."""

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        raise ConnectionRefusedError(spans)


def test_a_collector_that_is_away_is_told_of_once() -> None:
    place = TelemetrySink(0.1, spans=_Away(), metrics=_Figures())
    tell(place, *whole_run())
    with pytest.raises(ConnectionError, match="not everything that was sent has arrived"):
        place.close()


def test_the_variables_of_opentelemetry_name_the_exporters() -> None:
    process = subprocess.run(
        [sys.executable, "-c", _TELL],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "OTEL_TRACES_EXPORTER": "console", "OTEL_METRICS_EXPORTER": "console"},
    )
    assert '"name": "forward 3-1a2b3c4d"' in process.stdout
    assert '"name": "wesley_operations"' in process.stdout


def test_an_exporter_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_TRACES_EXPORTER", "carrier_pigeon")
    with pytest.raises(UsageError, match="the exporter `carrier_pigeon` of OTEL_TRACES_EXPORTER is not installed"):
        TelemetrySink(0.1)


def test_without_the_extra_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.metrics", None)
    with pytest.raises(UsageError, match="OpenTelemetry is not installed"):
        TelemetrySink(0.1)
