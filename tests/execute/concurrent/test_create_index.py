"""CREATE INDEX CONCURRENTLY with others in the way, and after every kind of failure."""

from __future__ import annotations

import pytest

from tests.execute.concurrent.scene import (
    BUILDING,
    DUPLICATE,
    INDEX,
    NEW,
    OLD,
    ROWS,
    UNIQUE,
    WAITS,
    beside,
    finished,
    indexes,
    oid,
    run_next,
    snapshot,
    until,
    until_told,
    worker_of,
)
from tests.execute.place import begun
from wesley.execute import guard
from wesley.execute.codes import BUILD_GIVEN_UP, CHANGED_MEANWHILE, DATA_IN_THE_WAY, SOMEBODY_ELSES, STEP_FAILED
from wesley.execute.concurrent import create_index
from wesley.execute.concurrent.intent import intend
from wesley.execute.concurrent.watch import Watch
from wesley.execute.go_on import go_on
from wesley.execute.journal.segments import Segment
from wesley.execute.run import Run
from wesley.execute.settings import Settings
from wesley.observe.events import BlockerEnded, CleanedUp, HoldersSeen, Progressed, Reconnected, Retried
from wesley.postgres.session import StatementError, session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server


def test_writers_go_on_while_it_waits_and_are_told(database: str) -> None:
    def write_then_end() -> None:
        until(database, BUILDING)
        with session(database) as writer:
            writer.run("UPDATE users SET age = age + 1")
        until_told(place, HoldersSeen)
        old.run("ROLLBACK")

    with begun(database, OLD, NEW, rows=ROWS) as place, snapshot(database) as old, beside(write_then_end):
        segment = run_next(place)
        assert finished(place, segment)
    assert indexes(database) == {INDEX: True}
    assert place.told(Progressed)


def test_crash_between_the_intent_and_the_build(database: str) -> None:
    with begun(database, OLD, NEW) as place:
        intend(place.run, place.next(), ("public", INDEX))
        assert place.next().is_started
        assert finished(place, run_next(place))
    assert indexes(database) == {INDEX: True}


def test_crash_between_the_build_and_the_journal(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with begun(database, OLD, NEW) as place:
        with monkeypatch.context() as patched:
            patched.setattr(create_index, "finish", crash)
            with pytest.raises(KeyboardInterrupt):
                run_next(place)
        before = oid(database, INDEX)
        assert finished(place, run_next(place))
        assert oid(database, INDEX) == before


def test_a_worker_that_dies_in_the_build_leaves_an_index_that_is_cleaned(database: str) -> None:
    def kill() -> None:
        until(database, BUILDING)
        with session(database) as admin:
            admin.run("SELECT pg_terminate_backend(%s)", [worker])
        until(database, "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = %s)", (worker,))
        old.run("ROLLBACK")

    with begun(database, OLD, NEW) as place, snapshot(database) as old:
        worker = worker_of(place)
        with beside(kill):
            go_on(place.run, contract=True, mark=lambda _: None)
        assert place.told(Reconnected)
        assert [event.what for event in place.told(CleanedUp) if isinstance(event, CleanedUp)] == [
            f"the invalid index public.{INDEX}"
        ]
    assert indexes(database) == {INDEX: True}


def test_an_interrupt_takes_the_half_built_index_away(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: Watch) -> None:
        until(database, BUILDING)
        monkeypatch.undo()
        raise KeyboardInterrupt

    with begun(database, OLD, NEW) as place, snapshot(database):
        monkeypatch.setattr(Watch, "look", interrupt)
        with pytest.raises(KeyboardInterrupt):
            run_next(place)
        assert indexes(database) == {}
        assert place.told(CleanedUp)


def test_what_a_build_cannot_clean_is_told_and_left_for_the_next_run(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient = Settings(stall_budget=0.05, patience=0.5)
    with begun(database, OLD, NEW, settings=impatient) as place, session(database) as writer:
        # A writer keeps DROP INDEX CONCURRENTLY waiting, too.
        writer.run("BEGIN; INSERT INTO users VALUES (gen_random_uuid(), 1)")
        with pytest.raises(ServerError) as caught:
            run_next(place)
        assert caught.value.problems[0].code is BUILD_GIVEN_UP
        assert str(writer.pid) in caught.value.problems[0].message
        assert indexes(database) == {INDEX: False}
        writer.run("COMMIT")
        run_next(place)
    assert indexes(database) == {INDEX: True}


def test_a_canceled_build_is_tried_again(database: str) -> None:
    def cancel() -> None:
        until(database, BUILDING)
        with session(database) as admin:
            admin.run("SELECT pg_cancel_backend(%s)", [worker])
        until(database, "SELECT NOT EXISTS (SELECT FROM pg_stat_progress_create_index)")
        old.run("ROLLBACK")

    with begun(database, OLD, NEW) as place, snapshot(database) as old:
        worker = worker_of(place)
        with beside(cancel):
            run_next(place)
        assert [event.sqlstate for event in place.told(Retried) if isinstance(event, Retried)] == ["57014"]
    assert indexes(database) == {INDEX: True}


def test_rows_that_are_there_twice_stop_it_before_anything_is_built(database: str) -> None:
    with begun(database, OLD, UNIQUE, rows=DUPLICATE) as place:
        with pytest.raises(ServerError) as caught:
            run_next(place)
        problem = caught.value.problems[0]
        assert problem.code is DATA_IN_THE_WAY
        assert "SELECT" in problem.help
        assert not place.next().is_started
        with session(database) as other:
            other.run("DELETE FROM users")
        run_next(place)
    assert indexes(database) == {INDEX: True}


def test_rows_that_are_there_twice_by_the_end_leave_no_index_that_refuses_rows(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(create_index, "refuse_rows", lambda *_: None)
    with begun(database, OLD, UNIQUE, rows=DUPLICATE) as place:
        with pytest.raises(StatementError) as caught:
            run_next(place)
        assert caught.value.problems[0].code is STEP_FAILED
        assert caught.value.refusal.sqlstate == "23505"
        assert indexes(database) == {}
        with session(database) as other:
            other.run("UPDATE users SET age = DEFAULT")
        run_next(place)


@pytest.mark.parametrize("made", ["CREATE INDEX users_age_idx ON users (age)", "CREATE TABLE users_age_idx ()"])
def test_an_index_that_was_there_before_is_somebody_elses(database: str, made: str) -> None:
    with begun(database, OLD, NEW) as place:
        with session(database) as other:
            other.run(made)
        before = oid(database, INDEX)
        with pytest.raises(ServerError) as caught:
            run_next(place)
        assert caught.value.problems[0].code is SOMEBODY_ELSES
        assert oid(database, INDEX) == before


@pytest.mark.parametrize(
    "made",
    [
        "CREATE UNIQUE INDEX users_age_idx ON users (age)",
        "CREATE INDEX users_age_idx ON users (age DESC)",
        "CREATE INDEX users_age_idx ON users (age) WHERE age > 0",
        "CREATE INDEX users_age_idx ON users (age) WITH (fillfactor = 50)",
        "CREATE INDEX users_age_idx ON users USING hash (age)",
        "CREATE TABLE other (age int); CREATE INDEX users_age_idx ON other (age)",
        "ALTER TABLE users ADD CONSTRAINT users_age_idx UNIQUE (age)",
        "CREATE VIEW users_age_idx AS SELECT 1 AS one",
    ],
)
def test_another_index_of_the_name_after_a_crash_is_somebody_elses(database: str, made: str) -> None:
    with begun(database, OLD, NEW) as place:
        intend(place.run, place.next(), ("public", INDEX))
        with session(database) as other:
            other.run(made)
        before = oid(database, INDEX)
        with pytest.raises(ServerError) as caught:
            run_next(place)
        assert caught.value.problems[0].code is SOMEBODY_ELSES
        assert oid(database, INDEX) == before


def test_whoever_waits_for_the_advisory_lock_with_a_snapshot_is_named(database: str) -> None:
    def wait_for_ever() -> None:
        with pytest.raises(StatementError):
            waiter.run("SELECT pg_advisory_lock(%s)", [guard.KEY])

    with begun(database, OLD, NEW) as place, session(database) as waiter, beside(wait_for_ever):
        until(database, WAITS, (waiter.pid,))
        with pytest.raises(ServerError) as caught:
            run_next(place)
        waiter.cancel()
        problem = caught.value.problems[0]
        assert problem.code is BUILD_GIVEN_UP
        assert f"process {waiter.pid}" in problem.message
        assert "waits for the advisory lock of this run" in problem.message
        assert indexes(database) == {}
        run_next(place)
    assert indexes(database) == {INDEX: True}


def test_it_gives_way_to_who_makes_others_wait(database: str) -> None:
    """ALTER TABLE waits for the build, a reader behind it; the build is given up, then tried again."""

    def alter() -> None:
        until(database, BUILDING)
        altering.run("BEGIN; LOCK TABLE users; COMMIT")

    def read() -> None:
        until(database, WAITS, (altering.pid,))
        reading.run("SELECT count(*) FROM users")
        old.run("ROLLBACK")

    with (
        begun(database, OLD, NEW) as place,
        snapshot(database) as old,
        session(database) as altering,
        session(database) as reading,
    ):
        with beside(alter), beside(read):
            run_next(place)
        reasons = [event.reason for event in place.told(Retried) if isinstance(event, Retried)]
        assert len(reasons) == 1
        assert f"process {altering.pid}" in reasons[0]
        assert "1 wait behind" in reasons[0]
        assert place.told(CleanedUp)
    assert indexes(database) == {INDEX: True}


def test_an_old_snapshot_is_waited_for_as_long_as_the_run_is_patient(database: str) -> None:
    impatient = Settings(stall_budget=0.05, patience=0.7)
    with begun(database, OLD, NEW, settings=impatient) as place, snapshot(database) as old:
        with pytest.raises(ServerError) as caught:
            run_next(place)
        problem = caught.value.problems[0]
        assert problem.code is BUILD_GIVEN_UP
        assert f"process {old.pid}" in problem.message
        assert indexes(database) == {}
        seen = [event.blockers[0].pid for event in place.told(HoldersSeen) if isinstance(event, HoldersSeen)]
        assert seen == [old.pid]


def test_a_build_of_somebody_else_on_the_table_is_let_come_to_its_end(database: str) -> None:
    def build() -> None:
        building.run("SET statement_timeout = '15s'")
        building.run("CREATE INDEX CONCURRENTLY theirs ON users (id, age)")

    def end() -> None:
        until_told(place, HoldersSeen)
        old.run("ROLLBACK")

    with begun(database, OLD, NEW) as place, session(database) as building:
        with snapshot(database) as old, beside(build):
            until(database, BUILDING)
            with beside(end), pytest.raises(ServerError) as caught:
                run_next(place)
        # It was waited for, and then it is a change by somebody else.
        assert caught.value.problems[0].code is CHANGED_MEANWHILE
        building.run("DROP INDEX theirs")
        run_next(place)
    assert indexes(database) == {INDEX: True}


def test_a_table_that_somebody_changes_during_the_build_is_not_taken_as_ours(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def then_change(run: Run, segment: Segment, index: tuple[str, str]) -> None:
        intend(run, segment, index)
        with session(database) as other:
            other.run("ALTER TABLE users ADD theirs int")

    with begun(database, OLD, NEW) as place:
        with monkeypatch.context() as patched:
            patched.setattr(create_index, "intend", then_change)
            with pytest.raises(ServerError) as caught:
                run_next(place)
        assert caught.value.problems[0].code is CHANGED_MEANWHILE
        assert "columns" in caught.value.problems[0].message
        assert not finished(place, place.next())


def test_who_is_in_the_way_is_ended_when_the_user_asks_for_it(database: str) -> None:
    settings = Settings(stall_budget=0.05, patience=10.0, kill_blockers_after=0.2)
    with begun(database, OLD, NEW, settings=settings) as place, snapshot(database) as old:
        run_next(place)
        assert [event.blocker.pid for event in place.told(BlockerEnded) if isinstance(event, BlockerEnded)] == [old.pid]
        old.close()
    assert indexes(database) == {INDEX: True}
