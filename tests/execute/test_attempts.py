"""Locks that are not to be had at once."""

from __future__ import annotations

import threading

import pytest

from tests.execute.place import begun
from tests.execute.test_run_transaction import NEW, OLD, columns
from wesley.changes.lock import Lock, RelationLock
from wesley.execute.attempts import attempt_until, roll_back
from wesley.execute.run_transaction import run_transaction
from wesley.execute.settings import Settings
from wesley.observe.events import BlockerEnded, Heartbeat
from wesley.postgres.session import StatementError, session

pytestmark = pytest.mark.server

USERS = (RelationLock(schema="public", name="users", mode=Lock.ACCESS_EXCLUSIVE),)


def test_a_run_that_waits_gives_signs_of_life(database: str) -> None:
    settings = Settings(stall_budget=0.05, patience=5.0, heartbeat=0.2)
    with begun(database, OLD, NEW, settings=settings) as place, session(database) as reader:
        reader.run("BEGIN")
        reader.rows("SELECT * FROM users")
        threading.Timer(1.0, lambda: reader.run("COMMIT")).start()
        run_transaction(place.run, place.next())
        assert place.told(Heartbeat)


def test_who_is_in_the_way_for_long_is_ended_where_the_user_wants_it(database: str) -> None:
    settings = Settings(stall_budget=0.05, patience=10.0, kill_blockers_after=0.3)
    with begun(database, OLD, NEW, settings=settings) as place, session(database) as reader:
        reader.run("BEGIN")
        reader.rows("SELECT * FROM users")
        run_transaction(place.run, place.next())
        ended = place.told(BlockerEnded)
        assert [one.blocker.pid for one in ended if isinstance(one, BlockerEnded)] == [reader.pid]
        with pytest.raises(StatementError):
            reader.run("COMMIT")
    assert "age" in columns(database)


def test_what_no_patience_mends_is_not_tried_again(database: str) -> None:
    tries: list[bool] = []

    def attempt(vacuum: bool) -> float:
        tries.append(vacuum)
        place.connections.worker.run("BEGIN")
        place.connections.worker.run("SELECT nothing")
        return 0.0

    with begun(database, OLD, NEW) as place:
        with pytest.raises(StatementError):
            attempt_until(place.run, USERS, attempt)
        assert tries == [False]
        assert not place.connections.worker.in_transaction


def test_to_roll_back_what_is_lost_is_no_error(database: str) -> None:
    with begun(database, OLD, NEW) as place, session(database) as admin:
        place.connections.worker.run("BEGIN")
        admin.rows("SELECT pg_terminate_backend(%s)", [place.connections.worker.pid])
        roll_back(place.run)
        roll_back(place.run)
