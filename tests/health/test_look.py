"""No check can change, block or end anything, and one that fails says why it was skipped."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.health.looking import found, held, run
from wesley.health.check import Check, Finding, ok
from wesley.health.look import look, look_at, passed_over
from wesley.health.server import Server
from wesley.observe.events import Event
from wesley.observe.looking import HealthChecked
from wesley.postgres.codes import NO_BINARIES
from wesley.postgres.session import session
from wesley.problems.problem import Problem, WesleyError


def _check(look: Callable[[Server], Finding], *, alone: bool = False) -> Check[Server]:
    return Check(name="a-check", title="a check", why="", limits="", look=look, alone=alone)


def _asks(sql: str) -> Callable[[Server], Finding]:
    def look(server: Server) -> Finding:
        return ok(str(server.session.rows(sql)))

    return look


def test_what_a_check_finds_is_told() -> None:
    events: list[Event] = []
    check: Check[int] = Check(name="a", title="A", why="w", limits="", look=lambda n: ok(f"{n} seen", n), unit="things")
    result = look(check, 3, events.append)
    assert (result.name, result.why, result.unit, result.finding.value) == ("a", "w", "things", 3)
    (event,) = events
    assert isinstance(event, HealthChecked)
    assert (event.check, event.status, event.seen, event.value) == ("a", "ok", "3 seen", 3.0)
    assert event.seconds >= 0


def test_what_cannot_be_looked_at_is_skipped() -> None:
    def fails(_: int) -> Finding:
        raise WesleyError(Problem(code=NO_BINARIES, message="nothing there", help="install it"))

    check: Check[int] = Check(name="a", title="A", why="", limits="", look=fails)
    finding = look(check, 1, lambda _: None).finding
    assert (finding.status, finding.seen, finding.do) == ("skipped", "nothing there", "install it")
    assert passed_over(check, "no connection", lambda _: None).finding.seen == "no connection"


def test_a_bug_in_a_check_keeps_no_other_from_being_made() -> None:
    check: Check[int] = Check(name="a", title="A", why="", limits="", look=lambda number: ok(str(1 // number)))
    finding = look(check, 0, lambda _: None).finding
    assert (finding.status, finding.seen) == ("skipped", "this is a bug in the check: ZeroDivisionError")


@pytest.mark.server
def test_a_check_can_change_nothing(database: str) -> None:
    finding = found(_check(_asks("CREATE TABLE made (id integer)")), database)
    assert (finding.status, "read-only transaction" in finding.seen) == ("skipped", True)


@pytest.mark.server
def test_a_check_waits_for_nobody(database: str) -> None:
    run(database, "CREATE TABLE users (id integer)")
    with held(database, "BEGIN", "LOCK TABLE users"):
        finding = found(_check(_asks("SELECT count(*) FROM public.users")), database)
    assert (finding.status, "lock timeout" in finding.seen) == ("skipped", True)


@pytest.mark.server
@pytest.mark.parametrize("alone", [True, False])
def test_a_check_that_takes_long_is_given_up(database15: str, monkeypatch: pytest.MonkeyPatch, *, alone: bool) -> None:
    monkeypatch.setattr("wesley.health.look.LIMIT_SECONDS", 0.1)
    monkeypatch.setattr("wesley.health.look._BEGIN", "BEGIN READ ONLY; SET LOCAL statement_timeout = '100ms'")
    finding = found(_check(_asks("SELECT pg_sleep(20)"), alone=alone), database15)
    assert (finding.status, finding.seen) == ("skipped", "the server took too long to answer")


@pytest.mark.server
def test_a_connection_that_is_lost(database15: str) -> None:
    def ends_itself(server: Server) -> Finding:
        server.session.run("SELECT pg_terminate_backend(pg_backend_pid())")
        return ok("")

    events: list[Event] = []
    with session(database15) as looking:
        server = Server(session=looking, conninfo=database15)
        lost = look_at(_check(ends_itself), server, events.append)
        after = look_at(_check(_asks("SELECT 1")), server, events.append)
    assert (lost.finding.status, after.finding.status) == ("error", "skipped")
    assert lost.finding.seen.startswith("the connection was lost: terminating connection due to administrator command")
    assert after.finding.seen == "the connection was lost"
    assert len(events) == 2


@pytest.mark.server
def test_the_session_is_as_it_was(database: str) -> None:
    with session(database) as looking:
        server = Server(session=looking, conninfo=database)
        look_at(_check(_asks("SELECT 1")), server, lambda _: None)
        left = "SELECT current_setting('statement_timeout'), current_setting('search_path')"
        assert looking.rows(left) == [("0", '"$user", public')]
