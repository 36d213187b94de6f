"""Plans in the journal: what comes out is what went in."""

from __future__ import annotations

import pytest

from tests.execute.place import documented
from tests.plan.planned import USER, USER_AND_ORDER, USER_WITH_CHECK, planned
from wesley.execute.journal import plans
from wesley.execute.journal.install import install
from wesley.execute.journal.new_plan import new_plan
from wesley.execute.journal.plans import Approvals
from wesley.plan.formats.json import parts
from wesley.postgres.session import StatementError, session

pytestmark = pytest.mark.server

APPROVALS = Approvals(allow_drop=("users.age",), stall_budget=0.05, environment="prod")


def test_head_statements_way_back_and_approvals_are_kept(database: str) -> None:
    document = documented(planned(USER, USER_WITH_CHECK))
    with session(database) as one:
        install(one)
        number = plans.store(one, new_plan(document, APPROVALS))
        entry = plans.entry(one, number)
        head, lines = parts(document)
        assert plans.head(one, number) == head
        assert tuple(plans.lines(one, number)) == lines
        assert entry.approvals == APPROVALS
        assert (entry.digest, entry.state, entry.direction) == (head.digest, "begun", "forward")
        assert entry.has_way_back
        assert document.undo.plan is not None
        back = [line.step.statement.sql for line in plans.lines(one, number, back=True)]
        assert back == [step.statement.sql for step in document.undo.plan.steps()]


def test_there_is_one_unfinished_plan_at_most(database: str) -> None:
    document = documented(planned(USER, USER_WITH_CHECK))
    with session(database) as one:
        install(one)
        first = plans.store(one, new_plan(document, APPROVALS))
        with pytest.raises(StatementError):
            plans.store(one, new_plan(document, APPROVALS))
        found = plans.begun(one)
        assert found is not None
        assert found.plan == first
        plans.end(one, first, "done")
        assert plans.begun(one) is None
        second = plans.store(one, new_plan(document, APPROVALS))
        assert [entry.plan for entry in plans.entries(one)] == [first, second]


def test_long_plans_are_read_in_pieces(database: str) -> None:
    wide = "".join(f"type T{number} @table {{ id: ID! @primaryKey n: Int @index }}\n" for number in range(150))
    document = documented(planned(USER_AND_ORDER, USER_AND_ORDER + wide))
    with session(database) as one:
        install(one)
        number = plans.store(one, new_plan(document, APPROVALS))
        found = [line.step.number for line in plans.lines(one, number)]
        assert found == list(range(1, len(document.plan.steps()) + 1))
        assert len(found) > 200
