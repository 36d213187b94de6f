"""Segment by segment; to begin and to go on are the same."""

from __future__ import annotations

import pytest

from tests.execute.place import begun
from tests.plan.planned import USER, USER_AND_ORDER, USER_WITH_CHECK
from wesley.execute.clock import RealClock
from wesley.execute.go_on import go_on
from wesley.execute.journal.segments import Progress, left, progress
from wesley.observe.events import SegmentStarted
from wesley.postgres.session import session

pytestmark = pytest.mark.server


def test_it_is_marked_after_each_segment(database: str) -> None:
    marks: list[Progress] = []
    with begun(database, USER, USER_WITH_CHECK) as place:
        go_on(place.run, contract=True, mark=marks.append)
        assert [mark.segments_done for mark in marks] == list(range(1, len(place.plan.segments) + 1))
        assert marks[-1] == progress(place.connections.monitor, place.entry.plan, contract=True)
        assert marks[-1].statements_done == len(place.plan.steps())


def test_what_is_done_is_not_done_again(database: str) -> None:
    class StoppedError(Exception):
        pass

    def stop(now: Progress) -> None:
        if now.segments_done == 1:
            raise StoppedError

    with begun(database, USER, USER_WITH_CHECK) as place:
        with pytest.raises(StoppedError):
            go_on(place.run, contract=True, mark=stop)
        go_on(place.run, contract=True, mark=lambda _: None)
        numbers = [event.number for event in place.told(SegmentStarted) if isinstance(event, SegmentStarted)]
        assert numbers == list(range(1, len(place.plan.segments) + 1))


def test_each_segment_says_how_long_those_after_it_take(database15: str) -> None:
    with begun(database15, USER, USER_AND_ORDER) as place:
        ahead = left(place.connections.monitor, place.entry.plan, contract=True)
        go_on(place.run, contract=True, mark=lambda _: None)
        told = [event for event in place.told(SegmentStarted) if isinstance(event, SegmentStarted)]
        assert (told[0].slowest or 0) + (told[0].then_slowest or 0) == pytest.approx(ahead.most)
        assert ahead.unknown == 0
        assert told[-1].then_slowest == pytest.approx(0)
        assert left(place.connections.monitor, place.entry.plan, contract=True).range == (0, 0)


def test_nobody_knows_how_long_it_takes_where_a_size_is_unknown(database15: str) -> None:
    with begun(database15, USER, USER_WITH_CHECK) as place:
        go_on(place.run, contract=True, mark=lambda _: None)
        first, last = [event for event in place.told(SegmentStarted) if isinstance(event, SegmentStarted)]
        # The second one looks at all rows of a table whose size the plan does not know.
        assert (first.slowest is None, first.then_slowest) == (False, None)
        assert last.slowest is None
        assert last.then_slowest == pytest.approx(0)


@pytest.mark.parametrize("role", ["guard", "worker", "monitor"])
def test_a_connection_may_be_lost_between_any_two_segments(database: str, role: str) -> None:
    def lose(_now: Progress) -> None:
        with session(database) as admin:
            admin.rows("SELECT pg_terminate_backend(%s)", [getattr(place.connections, role).pid])

    with begun(database, USER, USER_AND_ORDER) as place:
        go_on(place.run, contract=True, mark=lose)
        place.connections.reopen("monitor", RealClock(), 5)
        now = progress(place.connections.monitor, place.entry.plan, contract=True)
        assert now.segments_done == now.segments
