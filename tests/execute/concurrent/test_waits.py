"""Who waits for whom."""

from __future__ import annotations

import pytest

from tests.execute.concurrent.scene import WAITS, beside, until
from wesley.execute.concurrent.waits import Waits, sessions, waits
from wesley.postgres.session import session

GRAPH = Waits({1: (2, 3), 3: (4,), 4: (1,), 5: (1,), 6: (5,)})


def test_a_chain_ends_even_where_it_is_a_circle() -> None:
    assert GRAPH.of(1) == (2, 3)
    assert GRAPH.of(2) == ()
    assert GRAPH.chain(1) == {1, 2, 3, 4}
    assert GRAPH.chain(2) == frozenset()


def test_those_behind_wait_for_one_of_them() -> None:
    assert GRAPH.behind([1]) == (4, 5)
    assert GRAPH.behind(GRAPH.behind([1])) == (3, 6)


@pytest.mark.server
def test_locks_of_every_kind_are_seen(database: str) -> None:
    def wait() -> None:
        waiting.run("SELECT pg_advisory_lock(7)")

    with session(database) as holding, session(database) as waiting, session(database) as monitor:
        holding.run("SELECT pg_advisory_lock(7)")
        with beside(wait):
            until(database, WAITS, (waiting.pid,))
            assert waits(monitor).of(waiting.pid) == (holding.pid,)
            (blocker,) = sessions(monitor, [holding.pid])
            assert (blocker.pid, blocker.kind) == (holding.pid, "client backend")
            assert blocker.query == "SELECT pg_advisory_lock($1)"
            holding.run("SELECT pg_advisory_unlock(7)")


@pytest.mark.server
def test_a_prepared_transaction_is_called_so(database: str) -> None:
    with session(database) as monitor:
        assert [one.kind for one in sessions(monitor, [0])] == ["prepared transaction"]
