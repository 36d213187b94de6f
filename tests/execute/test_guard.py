"""One migrator at a time."""

from __future__ import annotations

import pytest

from wesley.execute import guard
from wesley.execute.clock import RealClock
from wesley.execute.codes import FENCED_OFF, OTHER_RUN
from wesley.execute.journal.install import install
from wesley.postgres.session import open_session, session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server


def test_the_second_one_is_told_who_came_first(database: str) -> None:
    with session(database) as first, session(database) as second:
        guard.take(first, RealClock(), 0)
        with pytest.raises(ServerError) as caught:
            guard.take(second, RealClock(), 0.3)
        problem = caught.value.problems[0]
        assert problem.code is OTHER_RUN
        assert f"process {first.pid} of" in problem.message
        assert guard.holds(first)
        assert not guard.holds(second)


def test_the_lock_is_free_when_its_connection_is_gone(database: str) -> None:
    first = open_session(database)
    guard.take(first, RealClock(), 0)
    first.close()
    with session(database) as second:
        guard.take(second, RealClock(), 10)
        assert guard.holds(second)


def test_one_who_asks_holds_no_snapshot_between_its_questions(database: str) -> None:
    """So that a concurrent build never has to wait for it."""
    with session(database) as first, session(database) as second:
        guard.take(first, RealClock(), 0)
        with pytest.raises(ServerError):
            guard.take(second, RealClock(), 0)
        sql = "SELECT backend_xmin IS NULL, state FROM pg_stat_activity WHERE pid = %s"
        assert first.rows(sql, [second.pid]) == [(True, "idle")]


def test_each_token_is_higher_and_ends_the_one_before(database: str) -> None:
    with session(database) as one:
        install(one)
        token = guard.next_token(one)
        assert guard.next_token(one) == token + 1
        guard.refuse_other_token(one, token + 1)
        with pytest.raises(ServerError) as caught:
            guard.refuse_other_token(one, token)
        assert caught.value.problems[0].code is FENCED_OFF
