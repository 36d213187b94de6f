"""The figures of a run, counted as it tells of itself."""

from __future__ import annotations

import pytest

from tests.execute.place import begun
from tests.plan.planned import USER, USER_WITH_CHECK
from wesley.execute.begin import Begun
from wesley.execute.journal import figures
from wesley.execute.perform import perform
from wesley.observe.events import Warned

pytestmark = pytest.mark.server


def test_what_a_run_came_to_stands_in_the_journal(database: str) -> None:
    with begun(database, USER, USER_WITH_CHECK) as place:
        figures.make(place.connections.worker)
        perform(place.connections, Begun(entry=place.entry, token=place.run.writer.token), place.tools())
        kept = figures.last(place.connections.worker)
        assert kept is not None
        assert (kept.run, kept.plan, kept.outcome) == (place.connections.run, place.entry.name, "done")
        assert kept.operations == kept.statements_done == kept.statements_total > 0


def test_a_journal_that_does_not_take_them_stops_no_run(database15: str) -> None:
    with begun(database15, USER, USER_WITH_CHECK) as place:
        figures.make(place.connections.worker)
        place.connections.worker.run("ALTER TABLE wesley.figures ADD CHECK (false)")
        perform(place.connections, Begun(entry=place.entry, token=place.run.writer.token), place.tools())
        assert figures.last(place.connections.worker) is None
        assert [event.message[:42] for event in place.told(Warned) if isinstance(event, Warned)] == [
            "the journal has no figures of this run: ne"
        ]
