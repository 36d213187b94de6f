"""A backfill waits for standbys and for the WAL, and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace

from tests.execute.backfill.filling import Filling, StillClock, batches, filling
from tests.execute.standby import Pair, pair
from tests.support.servers import DEFAULT_MAJORS, binaries_of
from wesley.execute.clock import RealClock
from wesley.execute.codes import STANDBY_BEHIND
from wesley.execute.settings import Settings
from wesley.observe.events import BatchDone, Continued, Event, Paused, Warned
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server

TABLE = "CREATE TABLE t (id int PRIMARY KEY, value text); INSERT INTO t SELECT n, NULL FROM generate_series(1, 5000) n;"
BY_ID = batches("t", ["id"], "'x'")
# Whatever a standby has not replayed by the look after the next is too much.
STRICT = Settings(stall_budget=1.0, patience=60.0, max_lag=0.0001)


class SleepingClock(RealClock):
    """The clock of the machine, with something that happens at the third sleep."""

    def __init__(self, happens: Callable[[], None]) -> None:
        self._happens = happens
        self._sleeps = 0

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self._sleeps += 1
        if self._sleeps == 3:
            self._happens()
        super().sleep(seconds)


class LeapingClock(StillClock):
    """A clock on which only sleeping takes time."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> float:
        """The seconds of sleep so far."""
        return self.passed

    def sleep(self, seconds: float) -> None:
        """At once."""
        self.passed += seconds


@pytest.fixture(scope="module", params=DEFAULT_MAJORS, ids=lambda major: f"pg{major}")
def servers_with_standby(request: pytest.FixtureRequest) -> Iterator[Pair]:
    """A server and its standby, of each major version in turn."""
    with pair(binaries_of(request.param)) as both:
        yield both


@pytest.fixture
def both(servers_with_standby: Pair) -> Iterator[Pair]:
    """The same with a fresh table, and a standby that has paused its replay."""
    load(servers_with_standby.primary, f"DROP TABLE IF EXISTS t; {TABLE}")
    with session(servers_with_standby.standby) as standby:
        standby.run("SELECT pg_wal_replay_pause()")
        yield servers_with_standby
        standby.run("SELECT pg_wal_replay_resume()")
    load(servers_with_standby.primary, "DROP SCHEMA wesley CASCADE")


def _told(place: Filling, *kinds: type[Event]) -> list[Event]:
    return [event for event in place.events if isinstance(event, kinds)]


def test_it_pauses_until_the_standby_has_caught_up(both: Pair) -> None:
    with session(both.standby) as standby:
        clock = SleepingClock(lambda: standby.run("SELECT pg_wal_replay_resume()"))
        with filling(both.primary, BY_ID, settings=STRICT, clock=clock) as place:
            done = place.fill()
            assert place.journal() == ("done", 5000)
    assert done.waited > 0
    told = _told(place, BatchDone, Paused, Continued)
    first = next(number for number, event in enumerate(told) if isinstance(event, Paused))
    assert isinstance(told[first], Paused)
    assert "the standby walreceiver is" in str(told[first])
    assert isinstance(told[first + 1], Continued)


def test_it_gives_up_where_the_standby_does_not_catch_up_and_goes_on_when_it_has(both: Pair) -> None:
    with filling(both.primary, BY_ID, settings=Settings(stall_budget=1.0, patience=0.5, max_lag=0.0001)) as place:
        with pytest.raises(ServerError) as caught:
            place.fill()
        assert caught.value.problems[0].code is STANDBY_BEHIND
        assert "walreceiver" in caught.value.problems[0].message
        assert place.journal()[0] == "started"
        with session(both.standby) as standby:
            standby.run("SELECT pg_wal_replay_resume()")
        patient = Settings(stall_budget=1.0, patience=60.0)
        replace(place, run=replace(place.run, settings=patient)).fill()
        assert place.journal() == ("done", 5000)


def test_a_standby_that_may_not_be_looked_at_is_told_and_not_waited_for(both: Pair) -> None:
    load(
        both.primary,
        "DROP ROLE IF EXISTS plain; CREATE ROLE plain LOGIN; ALTER TABLE t OWNER TO plain;"
        "GRANT CREATE ON DATABASE postgres TO plain; GRANT ALL ON SCHEMA public TO plain",
    )
    plain = both.primary.replace("user=postgres", "user=plain")
    with filling(plain, BY_ID, settings=STRICT) as place:
        place.fill()
        (warned,) = _told(place, Warned)
        assert "pg_monitor" in str(warned)
        assert _told(place, Paused) == []
    load(both.primary, "REASSIGN OWNED BY plain TO postgres; DROP OWNED BY plain")


def test_it_writes_no_more_wal_than_is_wanted(database: str) -> None:
    load(database, TABLE)
    clock, settings = LeapingClock(), Settings(stall_budget=1.0, max_wal=100_000)
    with filling(database, BY_ID, settings=settings, clock=clock) as place, session(database) as other:
        (before,) = other.rows("SELECT pg_current_wal_insert_lsn()")[0]
        place.fill()
        ((written,),) = other.rows("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), %s::pg_lsn)::bigint", [before])
        assert place.journal() == ("done", 5000)
    paused = _told(place, Paused)
    assert paused
    assert "100,000 bytes/s" in str(paused[0])
    assert len(_told(place, Continued)) == len(paused)
    # The last batch, which may be half of all, is not waited for.
    assert clock.passed >= 0.3 * written / 100_000
