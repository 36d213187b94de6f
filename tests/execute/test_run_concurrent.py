"""Segments that run outside any transaction: indexes, detached partitions, and what nobody could go on with."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from msgspec.structs import replace

from tests.execute.concurrent.scene import (
    BUILDING,
    INDEX,
    NEW,
    OLD,
    ROWS,
    WAITS,
    begun_sql,
    beside,
    finished,
    indexes,
    run_next,
    snapshot,
    until,
    until_told,
)
from tests.execute.place import begun
from tests.support.databases import empty_database
from wesley.execute.codes import STEP_FAILED
from wesley.execute.go_on import go_on
from wesley.execute.run_concurrent import run_concurrent
from wesley.observe.events import CleanedUp, HoldersSeen, Retried, StatementDone, StatementStarted
from wesley.plan.plan import SegmentKind
from wesley.postgres.session import StatementError, session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server


def test_a_segment_is_told_and_done(database: str) -> None:
    with begun(database, OLD, NEW) as place:
        segment = run_next(place)
        assert segment.kind is SegmentKind.CONCURRENT
        assert len(place.told(StatementStarted)) == len(place.told(StatementDone)) == 1
    assert indexes(database) == {INDEX: True}


def test_the_timeouts_of_the_role_do_not_end_a_build(database: str) -> None:
    def end() -> None:
        until_told(place, HoldersSeen)
        old.run("ROLLBACK")

    with begun(database, OLD, NEW) as place, snapshot(database) as old, beside(end):
        place.connections.worker.run("SET statement_timeout = 300; SET lock_timeout = 300")
        run_next(place)
        assert not place.told(Retried)
    assert indexes(database) == {INDEX: True}


def test_an_owner_who_is_no_superuser_sees_who_is_in_the_way(database: str) -> None:
    """What others run and wait for is hidden from it, but not their processes and locks."""

    def alter() -> None:
        until(database, BUILDING)
        altering.run("BEGIN; LOCK TABLE users; COMMIT")

    def read() -> None:
        until(database, WAITS, (altering.pid,))
        reading.run("SELECT count(*) FROM users")
        old.run("ROLLBACK")

    with session(database) as admin, session(database) as altering, session(database) as reading:
        admin.run("CREATE ROLE owner LOGIN; GRANT CREATE ON SCHEMA public TO owner")
        admin.run("DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO owner', current_database()); END $$")
        try:
            with begun(f"{database} user=owner", OLD, NEW) as place, snapshot(database) as old:
                with beside(alter), beside(read):
                    run_next(place)
                assert str(altering.pid) in str(place.told(Retried))
                assert str(old.pid) in str(place.told(HoldersSeen))
        finally:
            admin.run("DROP OWNED BY owner CASCADE; DROP ROLE owner")


def test_an_index_of_a_partitioned_table_and_of_a_materialized_view(database: str) -> None:
    old = """
        CREATE TABLE event (id bigint NOT NULL, day integer NOT NULL) PARTITION BY RANGE (day);
        CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM (0) TO (100);
        CREATE TABLE event_2 PARTITION OF event FOR VALUES FROM (100) TO (200);
        CREATE MATERIALIZED VIEW days AS SELECT day FROM event;
    """
    new = f"{old} CREATE INDEX event_day_idx ON event (day); CREATE UNIQUE INDEX days_day_idx ON days (day);"
    with begun_sql(database, old, new) as place:
        kinds = [segment.kind for segment in place.plan.segments]
        assert kinds.count(SegmentKind.CONCURRENT) == 3
        place.to_the_end()
    with empty_database(database) as other, begun_sql(other, new, old) as place:
        place.to_the_end()


def test_a_statement_whose_state_nobody_could_tell_is_not_run(database: str) -> None:
    with begun(database, OLD, NEW) as place:
        segment = place.next()
        statement = replace(segment.steps[0].statement, sql="VACUUM public.users;")
        with pytest.raises(ServerError) as caught:
            run_concurrent(place.run, replace(segment, steps=(replace(segment.steps[0], statement=statement),)))
        assert caught.value.problems[0].code is STEP_FAILED
        assert not place.next().is_started


def test_it_converges_whenever_its_worker_is_killed(database: str) -> None:
    """The worker dies again and again, at any moment of a build and of the drop of what is left."""
    chance = random.Random(7)

    def kill() -> None:
        with session(database) as admin:
            for _ in range(12):
                delay = chance.uniform(0.005, 0.12)
                admin.run(
                    "SELECT pg_sleep(%s), (SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                    "WHERE application_name = 'wesley test worker' AND datname = current_database())",
                    [delay],
                )

    with begun(database, OLD, NEW, rows=ROWS.replace("1000", "100000")) as place, beside(kill):
        segment = place.next()
        # A run that gets nowhere stops; the next one goes on.
        while not finished(place, segment):
            with suppress(StatementError):
                go_on(place.run, contract=True, mark=lambda _: None)
        cleaned = place.told(CleanedUp)
    assert indexes(database) == {INDEX: True}
    assert all(isinstance(event, CleanedUp) and INDEX in event.what for event in cleaned)
