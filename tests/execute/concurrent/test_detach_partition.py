"""DETACH PARTITION CONCURRENTLY, ended with FINALIZE after a crash."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.execute.concurrent.scene import WAITS, begun_sql, beside, finished, run_next, until, until_told, worker_of
from tests.execute.place import Place
from wesley.execute.codes import CHANGED_MEANWHILE, SOMEBODY_ELSES
from wesley.execute.concurrent import detach_partition
from wesley.execute.go_on import go_on
from wesley.observe.events import HoldersSeen, Retried
from wesley.postgres.session import StatementError, session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server

OLD = """
CREATE TABLE event (id bigint NOT NULL, day integer NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM (0) TO (100);
CREATE TABLE event_2 PARTITION OF event FOR VALUES FROM (100) TO (200);
"""
NEW = OLD[: OLD.index("CREATE TABLE event_2")]
ROWS = "INSERT INTO event SELECT number, number % 200 FROM generate_series(1, 300) AS number;"
PENDING = "SELECT inhdetachpending FROM pg_inherits WHERE inhrelid = 'event_2'::regclass"
DETACHED = "SELECT NOT relispartition FROM pg_class WHERE oid = 'event_2'::regclass"


@contextmanager
def detaching(conninfo: str) -> Iterator[Place]:
    """A run whose next segment detaches a partition."""
    with begun_sql(conninfo, OLD, NEW, ROWS) as place:
        assert "DETACH PARTITION" in place.next().steps[0].statement.sql
        yield place


def test_it_waits_for_queries_of_before_and_new_ones_go_on(database: str) -> None:
    def end() -> None:
        until_told(place, HoldersSeen)
        with session(database) as other:
            assert other.rows("SELECT count(*) < 300 FROM event") == [(True,)]
        reader.run("COMMIT")

    with detaching(database) as place, session(database) as reader:
        reader.run("BEGIN; SELECT count(*) FROM event")
        with beside(end):
            assert finished(place, run_next(place))
    until(database, DETACHED)


def test_a_worker_that_dies_half_way_is_followed_by_finalize(database: str) -> None:
    def kill() -> None:
        until(database, PENDING)
        with session(database) as admin:
            admin.run("SELECT pg_terminate_backend(%s)", [worker])
        until(database, "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = %s)", (worker,))
        reader.run("COMMIT")

    with detaching(database) as place, session(database) as reader:
        reader.run("BEGIN; SELECT count(*) FROM event")
        worker = worker_of(place)
        with beside(kill):
            go_on(place.run, contract=True, mark=lambda _: None)
    with session(database) as one:
        assert one.rows("SELECT to_regclass('event_2')") == [(None,)]


def test_crash_between_the_detach_and_the_journal(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with detaching(database) as place:
        with monkeypatch.context() as patched:
            patched.setattr(detach_partition, "finish", crash)
            with pytest.raises(KeyboardInterrupt):
                run_next(place)
        until(database, DETACHED)
        assert finished(place, run_next(place))


def test_readers_of_the_partition_itself_are_not_kept_waiting(database: str) -> None:
    """One has the partition open, so the detach would queue for its lock, and others behind it."""

    def read() -> None:
        until(database, WAITS, (worker,))
        with session(database) as other:
            other.rows("SELECT count(*) FROM event_2")
        until_told(place, Retried)
        reader.run("COMMIT")

    with detaching(database) as place, session(database) as reader:
        reader.run("BEGIN; SELECT count(*) FROM event_2")
        worker = worker_of(place)
        with beside(read):
            assert finished(place, run_next(place))
        assert place.told(Retried)
    until(database, DETACHED)


@pytest.mark.parametrize("change", ["DROP TABLE event_2", "ALTER TABLE event DETACH PARTITION event_2"])
def test_a_partition_that_somebody_has_taken_away_is_left_alone(database: str, change: str) -> None:
    with detaching(database) as place:
        with session(database) as other:
            other.run(change)
        with pytest.raises(ServerError) as caught:
            run_next(place)
        assert caught.value.problems[0].code is CHANGED_MEANWHILE


def test_what_somebody_else_has_half_detached_is_left_to_them(database: str) -> None:
    with detaching(database) as place:
        with session(database) as theirs, session(database) as reader:
            reader.run("BEGIN; SELECT count(*) FROM event")

            def cancel() -> None:
                until(database, PENDING)
                theirs.cancel()

            with beside(cancel), pytest.raises(StatementError):
                theirs.run("ALTER TABLE event DETACH PARTITION event_2 CONCURRENTLY")
        with pytest.raises(ServerError) as caught:
            run_next(place)
        assert caught.value.problems[0].code is SOMEBODY_ELSES
        assert not place.next().is_started
