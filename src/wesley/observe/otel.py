"""Events as OpenTelemetry: a span for the run, each segment and each statement, and the figures as instruments.

Nothing here is imported unless it is asked for; it needs the extra `otel`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from wesley.observe import events as of
from wesley.observe.family import COUNTER, STATE_SET
from wesley.observe.fold import after
from wesley.observe.log import level
from wesley.observe.metrics import Metrics
from wesley.observe.passwords import without_passwords
from wesley.observe.run_families import run_families

if TYPE_CHECKING:
    from opentelemetry.metrics import CallbackOptions, Meter, Observation
    from opentelemetry.trace import Span, Tracer

NAME = "wesley"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS = {"seconds": "s", "bytes": "By", "ratio": "1"}
_RUN, _SEGMENT, _STATEMENT = range(3)


class Telemetry:
    """Gives each event to a tracer, and the figures to a meter whenever it asks.

    Args:
        tracer: makes the spans.
        meter: reads the figures.
        stall_budget: seconds above which keeping others waiting is a stall.
    """

    def __init__(self, tracer: Tracer, meter: Meter, stall_budget: float) -> None:
        self._tracer = tracer
        self._metrics = Metrics(stall_budget=stall_budget)
        self._spans: list[Span] = []
        _instruments(meter, lambda: self._metrics)

    def tell(self, event: of.Event, at: datetime) -> None:
        """Take an event.

        Args:
            event: what happened.
            at: when, in UTC.
        """
        self._metrics = after(self._metrics, event)
        moment = _nanoseconds(at)
        match event:
            case of.RunStarted():
                self._open(_RUN, f"{event.direction} {event.plan}", event, moment)
            case of.SegmentStarted():
                self._open(_SEGMENT, f"segment {event.number}", event, moment)
            case of.StatementStarted():
                self._open(_STATEMENT, event.title, event, moment)
            case of.StatementDone():
                self._close(_STATEMENT, event, moment)
            case of.SegmentDone():
                self._close(_SEGMENT, event, moment)
            case of.RunEnded():
                self._fail(event)
                self._close(_RUN, event, moment)
            case _:
                self._note(event, moment)

    def close(self, at: datetime) -> None:
        """End what is still open."""
        self._cut(_RUN, _nanoseconds(at))

    def _open(self, depth: int, name: str, event: of.Event, moment: int) -> None:
        """Begin a span below those of lower depth; what a lost connection or a rollback has left open ends here."""
        from opentelemetry.trace import set_span_in_context

        self._cut(depth, moment)
        parent = set_span_in_context(self._spans[-1]) if self._spans else None
        span = self._tracer.start_span(name, parent, attributes=_attributes(event), start_time=moment)
        self._spans.append(span)

    def _close(self, depth: int, event: of.Event, moment: int) -> None:
        self._cut(depth + 1, moment)
        if len(self._spans) > depth:
            span = self._spans.pop()
            span.set_attributes(_attributes(event))
            span.end(moment)

    def _cut(self, depth: int, moment: int) -> None:
        while len(self._spans) > depth:
            self._spans.pop().end(moment)

    def _fail(self, event: of.RunEnded) -> None:
        """Everything that is open when a run stops has failed with it."""
        from opentelemetry.trace import Status, StatusCode

        if event.outcome is of.Outcome.STOPPED:
            for span in self._spans:
                span.set_status(Status(StatusCode.ERROR, _safe(event.message)))

    def _note(self, event: of.Event, moment: int) -> None:
        if self._spans:
            self._spans[-1].add_event(_tag(event), _attributes(event), moment)


def _instruments(meter: Meter, current: Callable[[], Metrics]) -> None:
    """An observable instrument for each family of figures."""
    for position, family in enumerate(run_families(current())):
        make = meter.create_observable_counter if family.kind == COUNTER else meter.create_observable_gauge
        if family.kind != STATE_SET:
            make(family.name, [_reader(position, current)], _UNITS.get(family.unit, ""), family.help)


def _reader(position: int, current: Callable[[], Metrics]) -> Callable[[CallbackOptions], Iterable[Observation]]:
    from opentelemetry.metrics import Observation

    def read(_options: CallbackOptions) -> Iterable[Observation]:
        return [Observation(value, dict(labels)) for labels, value in run_families(current())[position].samples]

    return read


def _attributes(event: of.Event) -> dict[str, str | int | float | bool]:
    """The plain fields of an event; who blocks stands there as text."""
    values: dict[str, str | int | float | bool] = {"wesley.level": str(level(event))}
    for name in event.__struct_fields__:
        value = getattr(event, name)
        if isinstance(value, str):
            values[f"wesley.{name}"] = _safe(value)
        elif isinstance(value, int | float | bool):
            values[f"wesley.{name}"] = value
        elif isinstance(value, tuple):
            values[f"wesley.{name}"] = _safe("; ".join(str(one) for one in value))
    return values


def _safe(text: str) -> str:
    return without_passwords(text.encode(errors="replace")).decode()


def _tag(event: of.Event) -> str:
    return str(event.__struct_config__.tag)


def _nanoseconds(at: datetime) -> int:
    since = at - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000_000 + since.microseconds * 1_000
