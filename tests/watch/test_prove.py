"""The tests of round after round on one database: what is run, what is told, and what is left for the next."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping

import pytest

from wesley.config.settings import Settings
from wesley.observe.events import Event
from wesley.observe.watching import DatabaseBrought, TestsRun
from wesley.postgres.report.values import Report
from wesley.postgres.session import session
from wesley.problems.problem import Problem
from wesley.sdl.source import Source
from wesley.targets import pgtap, postgres
from wesley.watch.database import GONE, TestDatabase
from wesley.watch.look import Look
from wesley.watch.prove import Prover
from wesley.watch.warm import Warm

pytestmark = pytest.mark.server

ORG = "type Org @table {\n  id: ID! @primaryKey\n  name: String!\n}\n"
TAG = "type Tag @table {\n  id: ID! @primaryKey\n}\n"


class Rounds:
    """Rounds of a prover, and what it tells."""

    def __init__(self, database: TestDatabase) -> None:
        self.database = database
        self.events: list[Event] = []
        self.reports: list[Report] = []
        self.problems: list[Problem] = []
        self.is_stale = False
        self._warm = Warm()
        self._number = 0
        self._prover = Prover(
            self.database, self.events.append, self.reports.append, self._show, lambda: 0.0, lambda: self.is_stale
        )

    def run(self, sdl: str) -> bool:
        """A round; the events of it alone are kept."""
        self.events.clear()
        self._number += 1
        sources = (Source("a.graphql", sdl),)
        compilation = self._warm.compile(sources, {}, Settings(), (postgres.TARGET, pgtap.TARGET))
        return self._prover(self._number, Look(settings=Settings(), sources=sources), compilation)

    @property
    def brought(self) -> list[tuple[str, str]]:
        return [(event.how, event.reason) for event in self.events if isinstance(event, DatabaseBrought)]

    @property
    def tests(self) -> list[TestsRun]:
        return [event for event in self.events if isinstance(event, TestsRun)]

    def sql(self, statement: str) -> None:
        """What somebody does to the database meanwhile."""
        with session(self.database.running.database) as connection:
            connection.run(statement)

    def _show(self, problems: tuple[Problem, ...], _texts: Mapping[str, str]) -> None:
        self.problems += problems


@pytest.fixture(scope="module")
def database() -> Iterator[TestDatabase]:
    """One server for all tests of the file."""
    made = TestDatabase()
    yield made
    made.close()


@pytest.fixture
def rounds(database: TestDatabase) -> Rounds:
    """A prover that knows of no round before."""
    database.forget()
    return Rounds(database)


def test_the_first_round_runs_all_and_the_next_what_has_changed(rounds: Rounds) -> None:
    assert rounds.run(ORG + TAG)
    (everything,) = rounds.tests
    assert (everything.files, everything.failed) == (3, 0)
    assert rounds.run(ORG + TAG)
    assert rounds.brought == [("unchanged", "")]
    assert rounds.tests == []
    assert rounds.run(ORG + TAG.replace("}", "  color: String\n}"))
    assert rounds.brought == [("planned", "")]
    (some,) = rounds.tests
    assert some.files == 2
    assert some.passed < everything.passed


def test_a_test_that_fails_is_shown_and_run_again_until_it_passes(rounds: Rounds) -> None:
    assert rounds.run(ORG + TAG)
    rounds.sql("ALTER TABLE orgs ALTER name DROP NOT NULL")
    assert not rounds.run(ORG.replace("}", "  age: Int\n}") + TAG)
    assert rounds.tests[0].failed == 1
    assert [one.name for one in rounds.reports[0].files if not one.passed] == ["tests/10_table_orgs.sql"]
    rounds.sql("ALTER TABLE orgs ALTER name SET NOT NULL")
    assert rounds.run(ORG.replace("}", "  age: Int\n}") + TAG)
    assert (rounds.tests[0].files, rounds.tests[0].failed) == (1, 0)


def test_what_is_left_when_something_changes_is_run_by_the_next_round(rounds: Rounds) -> None:
    rounds.is_stale = True
    assert not rounds.run(ORG + TAG)
    assert (rounds.tests[0].files, rounds.tests[0].left) == (1, 2)
    rounds.is_stale = False
    assert rounds.run(ORG + TAG)
    assert (rounds.tests[0].files, rounds.tests[0].left) == (2, 0)


def test_a_server_that_goes_away_is_started_again_within_the_round(rounds: Rounds) -> None:
    assert rounds.run(ORG)
    os.kill(rounds.database.running.pid, signal.SIGKILL)
    assert rounds.run(ORG.replace("}", "  age: Int\n}"))
    assert rounds.brought == [("rebuilt", GONE)]
    assert rounds.problems == []


def test_a_schema_that_the_server_refuses_is_shown_with_its_place_in_the_script(rounds: Rounds) -> None:
    assert not rounds.run(ORG.replace("@table", '@table @check(expr: "no_such_function(name)", name: "c")'))
    assert rounds.problems[0].origin.file == "schema.sql"
    assert rounds.tests == []
    assert rounds.run(ORG)
    assert rounds.brought == [("rebuilt", "the round before had failed")]
