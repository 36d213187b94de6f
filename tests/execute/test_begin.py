"""Nothing is changed before a plan is in the journal, and then all of it is there."""

from __future__ import annotations

import pytest

from tests.execute.place import begun, documented
from tests.execute.standby import pair
from tests.sdl.harness import compiled
from tests.support.servers import binaries_of
from wesley.execute.begin import begin, enter, refuse_unfinished, unfinished
from wesley.execute.category import category
from wesley.execute.clock import RealClock
from wesley.execute.codes import CHANGED_MEANWHILE, STANDBY
from wesley.execute.connections import Connections
from wesley.execute.errors import Category
from wesley.execute.journal import plans
from wesley.execute.journal.install import has_journal
from wesley.execute.journal.new_plan import new_plan
from wesley.execute.journal.plans import Approvals
from wesley.ir.schema import Schema
from wesley.plan.make import make_plan
from wesley.problems.problem import Problem, ServerError, WesleyError

ONE = "type User @table {\n  id: ID! @primaryKey\n}\n"
NEW = new_plan(documented(make_plan(Schema(), compiled(ONE), server=15)), Approvals(environment="staging"))


@pytest.mark.server
def test_a_plan_comes_into_the_journal_with_what_was_agreed_to(database15: str) -> None:
    with Connections(database15, "test") as connections:
        assert unfinished(connections.monitor) is None
        found = begin(connections, NEW, lambda: None)
        assert (found.token, found.entry.state, found.entry.approvals.environment) == (1, "begun", "staging")
        assert found.entry.has_way_back
        assert [line.step for line in plans.lines(connections.monitor, found.entry.plan)] == [
            line.step for line in NEW.lines
        ]
        with pytest.raises(WesleyError, match=r"was begun at .* and not finished"):
            refuse_unfinished(unfinished(connections.monitor))


@pytest.mark.server
def test_what_the_gate_refuses_leaves_an_empty_journal(database15: str) -> None:
    def gate() -> None:
        raise ServerError(Problem(code=CHANGED_MEANWHILE, message="it is another one"))

    with Connections(database15, "test") as connections:
        with pytest.raises(ServerError, match="it is another one"):
            begin(connections, NEW, gate)
        assert has_journal(connections.monitor)
        assert plans.entries(connections.monitor) == ()
        refuse_unfinished(unfinished(connections.monitor))


@pytest.mark.server
def test_of_a_plan_that_is_under_way_it_is_known(database15: str) -> None:
    with begun(database15, ONE, ONE.replace("}", "  name: String\n}")) as place:
        found = unfinished(place.connections.monitor)
        assert found is not None
        assert found.plan == place.entry.plan
        place.to_the_end()
        assert unfinished(place.connections.monitor) is None


@pytest.mark.server
def test_a_standby_is_refused_before_anything_is_asked() -> None:
    with pair(binaries_of(15)) as servers, Connections(servers.standby, "test") as connections:
        with pytest.raises(ServerError) as caught:
            enter(connections, RealClock(), 0)
        assert caught.value.problems[0].code is STANDBY
        assert category(caught.value) is Category.VALIDATION
