"""Connections that are lost while a plan runs."""

from __future__ import annotations

import pytest

from tests.execute.place import Place, begun
from tests.plan.planned import USER, USER_WITH_CHECK
from wesley.execute import recover
from wesley.execute.codes import FENCED_OFF
from wesley.execute.guard import holds
from wesley.execute.recover import reconnect
from wesley.execute.run import Run
from wesley.observe.events import Reconnected
from wesley.postgres.session import Session, StatementError, session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server


def lose(place: Place, role: str) -> None:
    """End the server process of a connection, and let the connection notice."""
    lost: Session = getattr(place.connections, role)
    with session(place.conninfo) as admin:
        admin.rows("SELECT pg_terminate_backend(%s)", [lost.pid])
    with pytest.raises(StatementError):
        lost.run("SELECT 1")


@pytest.mark.parametrize("role", ["guard", "worker", "monitor"])
def test_each_is_made_again_and_the_plan_goes_on(database: str, role: str) -> None:
    with begun(database, USER, USER_WITH_CHECK) as place:
        lose(place, role)
        reconnect(place.run)
        assert place.connections.broken() == ()
        assert holds(place.connections.guard)
        assert [one.lost for one in place.told(Reconnected) if isinstance(one, Reconnected)] == [role]
        place.to_the_end()


@pytest.mark.parametrize("role", ["guard", "worker", "monitor"])
def test_a_run_does_so_by_itself(database: str, role: str) -> None:
    with begun(database, USER, USER_WITH_CHECK) as place:
        with session(database) as admin:
            admin.rows("SELECT pg_terminate_backend(%s)", [getattr(place.connections, role).pid])
        place.to_the_end()


def test_all_are_made_again_when_the_server_went_down(database: str) -> None:
    """Only the worker has noticed so far."""
    with begun(database, USER, USER_WITH_CHECK) as place:
        lose(place, "worker")
        with session(database) as admin:
            for own in (place.connections.guard, place.connections.monitor):
                admin.rows("SELECT pg_terminate_backend(%s)", [own.pid])
        reconnect(place.run)
        assert len(place.told(Reconnected)) == 1
        assert holds(place.connections.guard)


def test_a_connection_that_is_lost_while_others_are_made_again(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server goes down once more in the moment in which it is there again."""
    ends, losses = recover.end_leftovers, iter([True])

    def once_more(run: Run) -> None:
        if next(losses, False):
            lose(place, "monitor")
        ends(run)

    with begun(database, USER, USER_WITH_CHECK) as place:
        lose(place, "worker")
        monkeypatch.setattr(recover, "end_leftovers", once_more)
        assert recover.persistently(place.run, lambda: place.connections.worker.rows("SELECT 1")) == [(1,)]


def test_one_who_was_overtaken_while_it_was_cut_off_stays_out(database: str) -> None:
    with begun(database, USER, USER_WITH_CHECK) as place:
        lose(place, "guard")
        with session(database) as other:
            other.run("UPDATE wesley.fence SET token = token + 1")
        with pytest.raises(ServerError) as caught:
            reconnect(place.run)
        assert caught.value.problems[0].code is FENCED_OFF


def test_a_worker_that_a_crash_has_left_is_ended(database: str) -> None:
    crashed = f"{database} application_name='wesley crashed worker'"
    with begun(database, USER, USER_WITH_CHECK) as place, session(crashed) as left, session(database) as admin:
        reconnect(place.run)
        assert admin.rows("SELECT count(*) FROM pg_stat_activity WHERE pid = %s", [left.pid]) == [(0,)]
