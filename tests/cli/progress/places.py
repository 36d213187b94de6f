"""Places to write to, and moments, for the tests of what a run tells."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from http.client import HTTPConnection

from tests.observe.stream import AT
from wesley.cli.progress.lines import Lines
from wesley.cli.progress.moment import Moment, Sink
from wesley.observe.events import Event


def moment(seconds: float) -> Moment:
    """A moment so many seconds after noon."""
    return Moment(at=AT + timedelta(seconds=seconds), seconds=1000.0 + seconds)


class Kept(Lines):
    """Keeps what is written to it."""

    def __init__(self) -> None:
        super().__init__(-1, owned=False)
        self.data = b""

    def write(self, data: bytes) -> None:
        self.data += data

    @property
    def text(self) -> list[str]:
        """The lines."""
        return self.data.decode().splitlines()


class Collecting:
    """A place that keeps events."""

    name = "a collection"

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.is_closed = False

    def tell(self, event: Event, _moment: Moment) -> None:
        self.events.append(event)

    def tick(self, _moment: Moment) -> None:
        """It has nothing to do."""

    def close(self) -> None:
        self.is_closed = True


class Failing:
    """A place that raises when it is told, or closed."""

    def __init__(self, error: Exception, *, at_close: bool = False) -> None:
        self.name = "a broken place"
        self._error, self._at_close = error, at_close
        self.times = 0

    def tell(self, _event: Event, _moment: Moment) -> None:
        if not self._at_close:
            self.times += 1
            raise self._error

    def tick(self, _moment: Moment) -> None:
        """It has nothing to do."""

    def close(self) -> None:
        if self._at_close:
            raise self._error


def tell(sink: Sink, *events: Event, apart: float = 1.0) -> None:
    """Tell events, so many seconds apart."""
    for number, event in enumerate(events):
        sink.tell(event, moment(number * apart))


def got(url: str, path: str) -> tuple[int, str, bytes]:
    """Status, kind and body of what a metrics address answers."""
    connection = HTTPConnection(url.removeprefix("http://").removesuffix("/metrics"), timeout=30)
    with closing(connection):
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.headers["Content-Type"], answer.read()
