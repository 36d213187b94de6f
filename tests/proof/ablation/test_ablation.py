"""What a safeguard is good for: switched off, the proof of it fails.

Each test runs the same scene twice, as it is and without the safeguard. What is measured in milliseconds is in
`make proof`, where every change is also made in its plain form.
"""

from __future__ import annotations

from contextlib import suppress

import pytest
from msgspec.structs import replace

from tests.execute.concurrent.scene import BUILDING, INDEX, NEW, OLD, beside, indexes, snapshot, until, worker_of
from tests.execute.place import IMPATIENT, Place, begun, begun_plan
from tests.plan.planned import USER, USER_WITH_CHECK, planned
from tests.sdl.harness import compiled
from tests.support.databases import empty_database
from wesley.execute import attempts, guard, migrate
from wesley.execute.clock import Clock
from wesley.execute.concurrent import create_index
from wesley.execute.settings import Settings
from wesley.observe.events import Event, LockRefused, StatementStarted
from wesley.plan.plan import Plan, SegmentKind
from wesley.postgres.database import load
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import Session, StatementError, session
from wesley.problems.problem import ServerError
from wesley.targets.postgres.document import document

pytestmark = pytest.mark.server

OLD_READER = "SELECT clock_timestamp() - xact_start > '0.2 s'::interval FROM pg_stat_activity WHERE pid = %s"
ASKS = "SELECT query ~ 'advisory_lock' FROM pg_stat_activity WHERE pid = %s"
PATIENCE = Settings(stall_budget=0.05, patience=0.5)


def nobody_stands_behind_a_request(server: EmbeddedServer) -> bool:
    """Somebody is in the way for long; the run asks for no lock for as long as that is so."""
    with (
        empty_database(server.conninfo()) as database,
        begun(database, USER, USER_WITH_CHECK, settings=PATIENCE) as place,
        session(database) as reader,
    ):
        reader.run("BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE")
        until(database, OLD_READER, (reader.pid,))
        with pytest.raises(ServerError):
            migrate.run(place.connections, place.entry, place.run.writer.token, place.tools(PATIENCE))
        return place.told(LockRefused) == []


def test_holders_are_looked_at(server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert nobody_stands_behind_a_request(server)
    monkeypatch.setattr(attempts, "wait_for_holders", lambda *_: False)
    assert not nobody_stands_behind_a_request(server)


def writers_go_on_while_rows_are_validated(server: EmbeddedServer, plan: Plan) -> bool:
    """When VALIDATE begins, a writer may have the table."""
    seen: list[bool] = []

    def look(event: Event) -> None:
        if isinstance(event, StatementStarted) and "VALIDATE" in event.sql:
            with session(place.conninfo) as writer, suppress(StatementError):
                writer.run("BEGIN; LOCK TABLE users IN ROW EXCLUSIVE MODE NOWAIT")
                seen.append(True)

    with empty_database(server.conninfo()) as database:
        load(database, document(compiled(USER)))
        with begun_plan(database, plan, IMPATIENT) as place:
            tools = replace(place.tools(), emit=look)
            migrate.run(place.connections, place.entry, place.run.writer.token, tools)
    return seen == [True]


def test_not_valid_and_validate_are_two_transactions(server: EmbeddedServer) -> None:
    plan = planned(USER, USER_WITH_CHECK)
    assert [segment.kind for segment in plan.segments] == [SegmentKind.TRANSACTION, SegmentKind.VALIDATION]
    assert writers_go_on_while_rows_are_validated(server, plan)
    together = replace(plan.segments[0], steps=plan.steps())
    assert not writers_go_on_while_rows_are_validated(server, replace(plan, segments=(together,)))


def a_second_migrator_is_in_nobodys_way(server: EmbeddedServer) -> bool:
    """It comes before the first one builds an index, and would wait for its end."""
    with empty_database(server.conninfo()) as database:
        with begun(database, OLD, NEW) as first, session(database) as second:

            def come() -> None:
                with suppress(ServerError):
                    guard.take(second, first.run.clock, 1.0)

            with beside(come):
                until(database, ASKS, (second.pid,))
                done = comes_to_its_end(first)
                second.cancel()
        return done and indexes(database) == {INDEX: True}


def comes_to_its_end(place: Place) -> bool:
    try:
        place.to_the_end()
    except ServerError:
        return False
    return True


def wait_in_the_lock(own: Session, clock: Clock, patience: float) -> None:
    """What `guard.take` must not do."""
    own.run("SELECT pg_advisory_lock(%s)", [guard.KEY])


def test_the_advisory_lock_is_only_tried(server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert a_second_migrator_is_in_nobodys_way(server)
    monkeypatch.setattr(guard, "take", wait_in_the_lock)
    assert not a_second_migrator_is_in_nobodys_way(server)


def a_build_that_died_is_built_again(server: EmbeddedServer) -> bool:
    """Its server process dies while it waits for an old snapshot."""

    def kill() -> None:
        until(database, BUILDING)
        with session(database) as admin:
            admin.run("SELECT pg_terminate_backend(%s, 10000)", [worker])
        old.run("ROLLBACK")

    with empty_database(server.conninfo()) as database:
        with begun(database, OLD, NEW) as place, snapshot(database) as old:
            worker = worker_of(place)
            with beside(kill):
                done = comes_to_its_end(place)
        return done and indexes(database) == {INDEX: True}


def test_what_a_build_has_left_is_taken_away(server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert a_build_that_died_is_built_again(server)
    monkeypatch.setattr(create_index, "clean", lambda *_: None)
    assert not a_build_that_died_is_built_again(server)
