"""All checks together, on every version of PostgreSQL."""

from __future__ import annotations

import pytest

from tests.cli.migration.databases import catalog
from tests.execute.standby import Pair
from tests.health.looking import held, run
from wesley import health
from wesley.health.check import Check, Result, Status, ok, skipped
from wesley.health.examine import count, examine_database, examine_machine, looked, unreachable
from wesley.health.machine import Machine
from wesley.health.server import Server
from wesley.observe.events import Event
from wesley.observe.looking import HealthChecked, HealthLooked
from wesley.postgres.session import session

# What a database cannot be looked at for that nobody has migrated, and whose machine and project are unknown.
SKIPPED = {"disk", "drift", "schema"}


def _examined(conninfo: str) -> tuple[Result, ...]:
    events: list[Event] = []
    with session(conninfo) as looking:
        results = examine_database(Server(session=looking, conninfo=conninfo), events.append)
    assert [event.check for event in events if isinstance(event, HealthChecked)] == [one.name for one in results]
    return results


@pytest.mark.server
@pytest.mark.matrix
def test_every_check_is_made(database: str) -> None:
    results = _examined(database)
    assert [one.name for one in results] == [check.name for check in health.DATABASE]
    assert {one.name for one in results if one.finding.status is Status.SKIPPED} == SKIPPED


@pytest.mark.server
def test_every_check_is_made_on_the_oldest_version(database12: str) -> None:
    results = _examined(database12)
    assert {one.name for one in results if one.finding.status is Status.SKIPPED} == SKIPPED


@pytest.mark.server
def test_nothing_is_changed_and_nobody_is_waited_for(database: str) -> None:
    run(database, "CREATE TABLE users (id serial PRIMARY KEY)")
    before = catalog(database)
    with held(database, "BEGIN", "LOCK TABLE users"):
        results = _examined(database)
    assert catalog(database) == before
    assert {one.name for one in results if one.finding.status is Status.SKIPPED} == SKIPPED


@pytest.mark.server
def test_a_standby_can_be_looked_at(two: Pair) -> None:
    results = {one.name: one.finding.status.value for one in _examined(two.standby)}
    assert (results["connection"], results["version"], results["replication-lag"]) == ("error", "ok", "skipped")


def test_the_environment_needs_no_server() -> None:
    results = examine_machine(Machine(wesley="1", python="3", executable="python"), lambda _: None)
    assert [one.name for one in results] == [check.name for check in health.ENVIRONMENT]


def test_a_database_that_cannot_be_reached() -> None:
    results = unreachable("no route", "look at the address", lambda _: None)
    assert (results[0].finding.status, results[0].finding.seen) == (Status.ERROR, "no route")
    assert {one.finding.seen for one in results[1:]} == {"there is no connection"}
    assert looked(results, "db", 2.0) == HealthLooked(
        database="db", passed=0, warnings=0, errors=1, skipped=len(results) - 1, seconds=2.0
    )


def test_counting() -> None:
    check: Check[int] = Check(name="a", title="A", why="", limits="", look=lambda _: ok(""))
    results = tuple(
        Result(name=check.name, title="", why="", unit="", finding=finding, seconds=0)
        for finding in (ok("a"), ok("b"), skipped("c"))
    )
    assert (count(results, Status.OK), count(results, Status.SKIPPED), count(results, Status.ERROR)) == (2, 1, 0)
