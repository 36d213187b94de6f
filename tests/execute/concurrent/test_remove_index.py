"""DROP INDEX CONCURRENTLY, run again after a crash, and never on an index that somebody else has made since."""

from __future__ import annotations

import pytest

from tests.execute.concurrent.scene import (
    INDEX,
    NEW,
    OLD,
    beside,
    finished,
    indexes,
    oid,
    run_next,
    until,
    until_told,
    worker_of,
)
from tests.execute.place import begun
from wesley.execute.codes import CHANGED_MEANWHILE, SOMEBODY_ELSES
from wesley.execute.concurrent import remove_index
from wesley.execute.concurrent.intent import intend
from wesley.execute.go_on import go_on
from wesley.observe.events import HoldersSeen
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server


def test_it_waits_for_who_uses_the_table_and_tells_for_whom(database: str) -> None:
    def end() -> None:
        until_told(place, HoldersSeen)
        writer.run("COMMIT")

    with begun(database, NEW, OLD) as place, session(database) as writer:
        writer.run("BEGIN; INSERT INTO users VALUES (gen_random_uuid(), 1)")
        with beside(end):
            assert finished(place, run_next(place))
    assert indexes(database) == {}


def test_crash_between_the_drop_and_the_journal(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with begun(database, NEW, OLD) as place:
        with monkeypatch.context() as patched:
            patched.setattr(remove_index, "finish", crash)
            with pytest.raises(KeyboardInterrupt):
                run_next(place)
        assert indexes(database) == {}
        assert finished(place, run_next(place))


def test_a_worker_that_dies_half_way_leaves_an_invalid_index_that_is_dropped(database: str) -> None:
    def kill() -> None:
        until(database, f"SELECT NOT indisvalid FROM pg_index WHERE indexrelid = '{INDEX}'::regclass")
        with session(database) as admin:
            admin.run("SELECT pg_terminate_backend(%s)", [worker])
        until(database, "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = %s)", (worker,))
        writer.run("COMMIT")

    with begun(database, NEW, OLD) as place, session(database) as writer:
        writer.run("BEGIN; INSERT INTO users VALUES (gen_random_uuid(), 1)")
        worker = worker_of(place)
        with beside(kill):
            go_on(place.run, contract=True, mark=lambda _: None)
    assert indexes(database) == {}


def test_a_new_index_of_the_same_name_after_a_crash_is_somebody_elses(database: str) -> None:
    with begun(database, NEW, OLD) as place:
        intend(place.run, place.next(), ("public", INDEX), oid=oid(database, INDEX))
        with session(database) as other:
            other.run(f"DROP INDEX {INDEX}; CREATE INDEX {INDEX} ON users (id)")
        with pytest.raises(ServerError) as caught:
            run_next(place)
        assert caught.value.problems[0].code is SOMEBODY_ELSES
    assert indexes(database) == {INDEX: True}


@pytest.mark.parametrize("change", [f"DROP INDEX {INDEX}", "CREATE INDEX theirs ON users (id)"])
def test_a_table_that_somebody_has_changed_is_left_alone(database: str, change: str) -> None:
    with begun(database, NEW, OLD) as place:
        with session(database) as other:
            other.run(change)
        with pytest.raises(ServerError) as caught:
            run_next(place)
        assert caught.value.problems[0].code is CHANGED_MEANWHILE
        assert not place.next().is_started


def test_a_change_by_somebody_else_after_a_crash_is_seen(database: str) -> None:
    with begun(database, NEW, OLD) as place:
        intend(place.run, place.next(), ("public", INDEX), oid=oid(database, INDEX))
        with session(database) as other:
            other.run(f"DROP INDEX {INDEX}; CREATE INDEX theirs ON users (id)")
        with pytest.raises(ServerError) as caught:
            run_next(place)
        assert caught.value.problems[0].code is CHANGED_MEANWHILE
