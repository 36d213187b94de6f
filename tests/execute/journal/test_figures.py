"""The figures of runs in the journal."""

from __future__ import annotations

import pytest

from tests.execute.place import begun
from tests.plan.planned import USER, USER_WITH_CHECK
from wesley.execute.codes import FOREIGN_JOURNAL
from wesley.execute.journal import figures, runs
from wesley.execute.journal.install import install
from wesley.observe.metrics import Metrics
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server


def test_a_journal_without_them_is_whole(database15: str) -> None:
    with session(database15) as one:
        install(one)
        assert not figures.has_figures(one)
        assert figures.last(one) is None


def test_the_latest_are_given_back(database: str) -> None:
    with begun(database, USER, USER_WITH_CHECK) as place:
        worker = place.connections.worker
        figures.make(worker)
        figures.make(worker)
        runs.begin(worker, place.run.writer)
        for rows in (1, 2):
            figures.keep(worker, Metrics(run="test", plan="1-abc", rows=rows))
        assert figures.last(worker) == Metrics(run="test", plan="1-abc", rows=2)


def test_those_of_a_run_that_the_journal_does_not_know_are_not_kept(database15: str) -> None:
    with session(database15) as one:
        install(one)
        figures.make(one)
        figures.keep(one, Metrics(run="unknown"))
        assert figures.last(one) is None


def test_what_was_changed_by_hand_is_told(database15: str) -> None:
    with begun(database15, USER, USER_WITH_CHECK) as place:
        worker = place.connections.worker
        figures.make(worker)
        runs.begin(worker, place.run.writer)
        figures.keep(worker, Metrics(run="test"))
        worker.run("UPDATE wesley.figures SET record = '[]'")
        with pytest.raises(ServerError) as caught:
            figures.last(worker)
        assert caught.value.problems[0].code is FOREIGN_JOURNAL


def test_a_role_that_may_not_make_the_place_goes_without(database15: str) -> None:
    with session(database15) as one:
        install(one)
        one.run("CREATE ROLE figures_less; GRANT USAGE ON SCHEMA wesley TO figures_less")
        try:
            one.run("SET ROLE figures_less")
            figures.make(one)
            assert not figures.has_figures(one)
        finally:
            one.run("RESET ROLE; DROP OWNED BY figures_less; DROP ROLE figures_less")
