"""What holds rows is waited for, for a moment at a time; it is told, and a client is never the victim."""

from __future__ import annotations

import threading

import pytest

from tests.execute.backfill.filling import batches, count, filling
from wesley.execute.codes import LOCK_NOT_OBTAINED
from wesley.execute.settings import Settings
from wesley.observe.events import BlockerEnded, Retried
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server

SIMPLE = "CREATE TABLE t (id int PRIMARY KEY, value text); INSERT INTO t SELECT n, NULL FROM generate_series(1, 300) n;"
BY_ID = batches("t", ["id"], "id || '%'")
UNFILLED = "SELECT count(*) FROM t WHERE value IS DISTINCT FROM id || '%'"


def test_a_client_that_holds_a_row_is_told_and_waited_for(database: str) -> None:
    load(database, SIMPLE)
    settings = Settings(stall_budget=0.05, patience=20.0)
    with filling(database, BY_ID, settings=settings) as place, session(database) as client:
        client.run("BEGIN; UPDATE t SET id = id WHERE id = 150")
        threading.Timer(0.6, lambda: client.run("COMMIT")).start()
        assert place.fill().rows == 300
        retried = [one for one in place.events if isinstance(one, Retried)]
        assert {one.sqlstate for one in retried} == {"55P03"}
        assert any(f"process {client.pid} of postgres" in one.reason for one in retried)
    assert count(database, UNFILLED) == 0


def test_it_gives_up_with_the_name_of_who_is_in_the_way(database: str) -> None:
    load(database, SIMPLE)
    settings = Settings(stall_budget=0.05, patience=0.5)
    with filling(database, BY_ID, settings=settings) as place, session(database) as client:
        client.run("BEGIN; UPDATE t SET id = id WHERE id = 250")
        with pytest.raises(ServerError) as caught:
            place.fill()
        problem = caught.value.problems[0]
        assert problem.code is LOCK_NOT_OBTAINED
        assert f"process {client.pid}" in problem.message
        assert not place.connections.worker.in_transaction
        assert place.journal()[0] == "started"
        client.run("ROLLBACK")
        place.fill()
        assert place.journal() == ("done", 300)


def test_who_is_in_the_way_is_ended_on_request_only(database: str) -> None:
    load(database, SIMPLE)
    settings = Settings(stall_budget=0.05, patience=20.0, kill_blockers_after=0.1)
    with filling(database, BY_ID, settings=settings) as place, session(database) as client:
        client.run("BEGIN; UPDATE t SET id = id WHERE id = 250")
        place.fill()
        assert [one.blocker.pid for one in place.events if isinstance(one, BlockerEnded)] == [client.pid]


def test_of_a_deadlock_with_a_client_the_client_is_not_the_victim(database: str) -> None:
    """The client has the last row and wants the first one, which the batch has; the batch wants the last one."""
    load(database, SIMPLE)
    settings = Settings(stall_budget=5.0, patience=20.0)
    todo = batches("t", ["id"], "id || '%'", size=1000)
    with filling(database, todo, settings=settings) as place, session(database) as client:
        client.run("BEGIN; UPDATE t SET id = id WHERE id = 300")

        def want() -> None:
            client.run("UPDATE t SET id = id WHERE id = 1")
            client.run("COMMIT")

        other = threading.Timer(0.2, want)
        other.start()
        place.fill()
        other.join()
        assert not client.in_transaction
    assert count(database, UNFILLED) == 0


def test_a_batch_that_takes_too_long_for_others_is_made_smaller(database: str) -> None:
    load(database, SIMPLE)
    slow = "pg_sleep(0.002)::text || id || '%'"
    settings = Settings(stall_budget=0.05, patience=20.0)
    with filling(database, batches("t", ["id"], slow, size=300), settings=settings) as place:
        place.fill()
        retried = [(one.sqlstate, one.reason) for one in place.events if isinstance(one, Retried)]
        assert ("57014", "300 rows took longer than others may wait for one of them") in retried
    assert count(database, UNFILLED) == 0


def test_a_function_that_refuses_a_row_is_told_with_the_update_and_not_with_the_loop_of_a_script(database: str) -> None:
    load(database, SIMPLE)
    with filling(database, batches("t", ["id"], "(1 / (id - 150))::text")) as place:
        with pytest.raises(ServerError) as caught:
            place.fill()
        problem = caught.value.problems[0]
        assert problem.message == "Fill: division by zero (22012)"
        assert "UPDATE public.t SET value = (1 / (id - 150))::text" in problem.help
        assert "LOOP" not in problem.help
