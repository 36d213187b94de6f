"""Two who want to migrate one database at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.execute.concurrent.scene import BUILDING, INDEX, NEW, OLD, beside, indexes, snapshot, until
from tests.execute.place import begun
from wesley.execute import begin, migrate
from wesley.execute.clock import RealClock
from wesley.execute.codes import FENCED_OFF, OTHER_RUN
from wesley.execute.connections import Connections
from wesley.execute.settings import Settings
from wesley.observe.events import CleanedUp, Retried
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server

ALONE = "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'wesley test guard')"
PATIENCE = 60.0
PATIENT = Settings(patience=PATIENCE)


def test_the_second_waits_without_being_in_the_way_of_a_build(database: str) -> None:
    with snapshot(database) as old, begun(database, OLD, NEW) as first, Connections(database, "second") as second:

        def come() -> None:
            until(database, BUILDING)
            with pytest.raises(ServerError) as caught:
                begin.enter(second, RealClock(), 0)
            assert caught.value.problems[0].code is OTHER_RUN
            assert f"process {first.connections.guard.pid} of" in caught.value.problems[0].message
            old.run("ROLLBACK")

        with beside(come):
            first.to_the_end()
        assert first.told(Retried) == []
        with ThreadPoolExecutor(max_workers=1) as pool:
            waiting = pool.submit(begin.enter, second, RealClock(), PATIENCE)
            first.connections.guard.close()
            waiting.result()
        assert begin.unfinished(second.monitor) is None
    assert indexes(database) == {INDEX: True}


def test_who_takes_over_ends_what_is_left_and_who_was_cut_off_stays_out(database: str) -> None:
    """The guard of the first one dies while its build waits; the second one goes on with the plan."""
    with snapshot(database) as old, begun(database, OLD, NEW) as first, Connections(database, "second") as second:
        with ThreadPoolExecutor(max_workers=1) as pool:
            running = pool.submit(first.to_the_end)
            until(database, BUILDING)
            with session(database) as admin:
                admin.run("SELECT pg_terminate_backend(%s)", [first.connections.guard.pid])
            until(database, ALONE)
            begin.enter(second, RealClock(), PATIENCE)
            entry = begin.unfinished(second.monitor)
            assert entry is not None
            begun_again = begin.resumed(second, entry)
            with ThreadPoolExecutor(max_workers=1) as other:
                going_on = other.submit(migrate.run, second, begun_again.entry, begun_again.token, first.tools(PATIENT))
                error = running.exception()
                old.run("ROLLBACK")
                going_on.result()
        assert isinstance(error, ServerError)
        assert error.problems[0].code in (OTHER_RUN, FENCED_OFF)
        assert first.told(CleanedUp)
    assert indexes(database) == {INDEX: True}
