"""A plan from its gate to its verification."""

from __future__ import annotations

import pytest

from tests.execute.place import begun, documented, entered
from tests.plan.planned import USER, USER_WITH_CHECK, USER_WITH_INDEX, planned
from tests.sdl.harness import compiled
from wesley.execute import migrate
from wesley.execute.codes import NOT_VERIFIED
from wesley.execute.connections import Connections
from wesley.execute.journal import plans, runs
from wesley.execute.journal.install import install
from wesley.execute.journal.new_plan import new_plan
from wesley.execute.journal.plans import Approvals
from wesley.execute.journal.segments import next_segment
from wesley.observe.events import Outcome, RunStarted, SegmentDone, Verified
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.problems.problem import ServerError
from wesley.targets.postgres.document import document

pytestmark = pytest.mark.server

WITHOUT_AGE = "type User @table { id: ID! @primaryKey }"


def test_every_segment_is_run_then_the_catalog_is_looked_at(database: str) -> None:
    with begun(database, USER, USER_WITH_INDEX) as place:
        outcome = migrate.run(place.connections, place.entry, place.run.writer.token, place.tools())
        assert outcome is Outcome.DONE
        kinds = [type(event) for event in place.events]
        assert kinds[0] is RunStarted
        assert kinds[-1] is Verified
        assert kinds.count(SegmentDone) == len(place.plan.segments)
        entry = plans.entry(place.connections.worker, place.entry.plan)
        assert entry.state == "done"
        assert entry.ended_at
        assert [run.plan for run in runs.runs(place.connections.worker)] == [entry.plan]


def test_without_its_contract_a_plan_is_expanded(database: str) -> None:
    with begun(database, USER, WITHOUT_AGE, contract=False) as place:
        outcome = migrate.run(place.connections, place.entry, place.run.writer.token, place.tools())
        assert outcome is Outcome.EXPANDED
        worker, plan = place.connections.worker, place.entry.plan
        assert plans.entry(worker, plan).state == "expanded"
        assert next_segment(worker, plan, contract=False) is None
        assert next_segment(worker, plan, contract=True) is not None


def test_what_somebody_else_adds_meanwhile_is_found_in_the_end(database: str) -> None:
    with begun(database, USER, USER_WITH_CHECK) as place:
        with session(database) as other:
            other.run("CREATE TABLE strange (id int)")
        with pytest.raises(ServerError) as caught:
            migrate.run(place.connections, place.entry, place.run.writer.token, place.tools())
        assert caught.value.problems[0].code is NOT_VERIFIED
        assert "strange" in caught.value.problems[0].message
        assert plans.entry(place.connections.worker, place.entry.plan).state == "begun"


def test_a_plan_that_the_gate_refuses_leaves_nothing(database: str) -> None:
    class RefusedError(Exception):
        pass

    def refuse() -> None:
        raise RefusedError

    load(database, document(compiled(USER)))
    with Connections(database, "test") as connections:
        install(connections.worker)
        entered(connections)
        new = new_plan(documented(planned(USER, USER_WITH_CHECK)), Approvals())
        with pytest.raises(RefusedError):
            migrate.store(connections.worker, new, refuse)
        assert plans.entries(connections.worker) == ()
        assert not connections.worker.in_transaction


def test_a_second_run_of_a_plan_that_is_done_does_nothing(database: str) -> None:
    with begun(database, USER, USER_WITH_CHECK) as place:
        place.to_the_end()
        place.events.clear()
        place.to_the_end()
        assert place.told(SegmentDone) == []
