"""Locks that are not to be had at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from tests.execute.place import begun
from tests.execute.standby import alone
from tests.execute.test_run_transaction import NEW, OLD, columns
from tests.support.servers import binaries_of
from wesley.changes.lock import Lock, RelationLock
from wesley.execute.attempts import attempt_until, roll_back
from wesley.execute.run_transaction import run_transaction
from wesley.execute.settings import Settings
from wesley.observe.events import BlockerEnded, Heartbeat, LockRefused
from wesley.postgres.session import StatementError, session
from wesley.problems.problem import ServerError

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


@pytest.fixture
def owner(database: str) -> Iterator[str]:
    """A role that owns what it makes and sees nothing of the sessions of others."""
    with session(database) as admin:
        (name,) = admin.rows("SELECT current_database()")[0]
        admin.run("CREATE ROLE sees_little LOGIN; GRANT CREATE ON SCHEMA public TO sees_little")
        admin.run(f'GRANT CREATE ON DATABASE "{name}" TO sees_little')
        yield database.replace("user=postgres", "user=sees_little")
        admin.run("DROP OWNED BY sees_little CASCADE; DROP ROLE sees_little")


def test_who_does_not_show_since_when_it_is_there_is_waited_for_without_asking(database: str, owner: str) -> None:
    settings = Settings(stall_budget=0.05, patience=0.5)
    with begun(owner, OLD, NEW, settings=settings) as place, session(database) as reader:
        reader.run("BEGIN; SELECT FROM users")
        with pytest.raises(ServerError, match=rf"process {reader.pid} of postgres \(.*\), 0\.[5-9] s"):
            run_transaction(place.run, place.next())
        assert not place.told(LockRefused)
        reader.run("COMMIT")
        run_transaction(place.run, place.next())
    assert "age" in columns(database)


def test_a_prepared_transaction_is_waited_for_without_asking() -> None:
    settings = Settings(stall_budget=0.05, patience=0.3)
    with (
        alone(binaries_of(15), "-c max_prepared_transactions=2") as database,
        begun(database, OLD, NEW, settings=settings) as place,
    ):
        with session(database) as other:
            other.run("BEGIN; SELECT FROM users; PREPARE TRANSACTION 'left'")
        with pytest.raises(ServerError, match="prepared transaction"):
            run_transaction(place.run, place.next())
        assert not place.told(LockRefused)


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
