"""Spans and instruments, as the SDK's own in-memory exporters receive them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from tests.observe.stream import AT, ended, refused, run_started, segment_started, statement_started, whole_run
from wesley.observe.events import Event, Outcome
from wesley.observe.otel import Telemetry


class _Collector:
    """Takes what a run tells, one second an event."""

    def __init__(self) -> None:
        self._spans, self._reader = InMemorySpanExporter(), InMemoryMetricReader()
        self._tracers = TracerProvider(shutdown_on_exit=False)
        self._tracers.add_span_processor(SimpleSpanProcessor(self._spans))
        self._meters = MeterProvider([self._reader], shutdown_on_exit=False)
        self.telemetry = Telemetry(self._tracers.get_tracer("test"), self._meters.get_meter("test"), 0.1)

    def tell(self, *events: Event) -> None:
        for second, event in enumerate(events):
            self.telemetry.tell(event, AT + timedelta(seconds=second))

    def spans(self) -> dict[str, ReadableSpan]:
        return {span.name: span for span in self._spans.get_finished_spans()}

    def figures(self) -> dict[str, float]:
        data = self._reader.get_metrics_data()
        assert data is not None
        metrics = [one for each in data.resource_metrics for scope in each.scope_metrics for one in scope.metrics]
        return {metric.name: getattr(metric.data.data_points[-1], "value", -1) for metric in metrics}

    def close(self) -> None:
        self._tracers.shutdown()
        self._meters.shutdown()


@pytest.fixture
def collector() -> Iterator[_Collector]:
    found = _Collector()
    yield found
    found.close()


def test_statements_are_in_their_segments_and_segments_in_their_run(collector: _Collector) -> None:
    collector.tell(*whole_run())
    spans = collector.spans()
    run, segment, statement = spans["forward 3-1a2b3c4d"], spans["segment 2"], spans["Fill age of public.users"]
    assert run.parent is None
    assert segment.parent is not None
    assert statement.parent is not None
    assert segment.parent.span_id == run.context.span_id
    assert statement.parent.span_id == segment.context.span_id


def test_spans_last_as_long_as_what_they_stand_for(collector: _Collector) -> None:
    events = whole_run()
    collector.tell(*events)
    run = collector.spans()["forward 3-1a2b3c4d"]
    assert run.start_time is not None
    assert run.end_time is not None
    assert run.end_time - run.start_time == (len(events) - 1) * 1_000_000_000


def test_spans_carry_the_fields_and_what_happened_in_between(collector: _Collector) -> None:
    collector.tell(*whole_run())
    spans = collector.spans()
    attributes = spans["forward 3-1a2b3c4d"].attributes or {}
    assert attributes["wesley.run"] == "r-1"
    assert attributes["wesley.outcome"] == "done"
    noted = spans["segment 1"].events[0]
    assert noted.name == "lock-refused"
    assert "4711" in str((noted.attributes or {})["wesley.blockers"])


def test_a_run_that_stops_marks_what_was_open_as_failed(collector: _Collector) -> None:
    collector.tell(
        run_started(),
        segment_started(1, 2),
        statement_started(1),
        ended(Outcome.STOPPED, message="no way to postgresql://u:secret@h/d"),
    )
    spans = collector.spans()
    assert {span.status.status_code for span in spans.values()} == {StatusCode.ERROR}
    assert len(spans) == 3
    assert "secret" not in str([span.status.description for span in spans.values()])


def test_what_a_lost_connection_cut_off_ends_where_it_is_begun_again(collector: _Collector) -> None:
    collector.tell(run_started(), segment_started(1, 2), statement_started(1), segment_started(1, 2))
    collector.telemetry.close(AT + timedelta(seconds=9))
    assert sorted(collector.spans()) == ["Add column age to public.users", "forward 3-1a2b3c4d", "segment 1"]


def test_what_is_told_before_a_run_begins_has_no_span(collector: _Collector) -> None:
    collector.tell(refused())
    assert collector.spans() == {}


def test_the_figures_are_those_of_openmetrics(collector: _Collector) -> None:
    collector.tell(*whole_run())
    figures = collector.figures()
    assert figures["wesley_operations"] == 5
    assert figures["wesley_lock_wait_seconds"] == 0.7
    assert figures["wesley_run_duration_seconds"] == 9.0
    assert "wesley_run_outcome" not in figures
