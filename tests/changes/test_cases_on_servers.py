"""Every case runs as it says: forward, its locks as declared, nothing left to do, back, and forward again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.changes.case import Case, cases
from tests.support.run_plan import run_plan
from wesley.diff.diff import diff
from wesley.ir.schema import Physical, Schema
from wesley.plan.make import make_plan
from wesley.plan.plan import Phase, Plan
from wesley.plan.undo import undo
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.catalog.settle import settle
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.targets.postgres.document import document

if TYPE_CHECKING:
    from wesley.postgres.embedded import EmbeddedServer

pytestmark = pytest.mark.server


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_plan_does_what_it_says(case: Case, database: str, server: EmbeddedServer) -> None:
    major = server.major
    if major < case.options.server and case.options.server > 15:
        pytest.skip(f"the case is about PostgreSQL {case.options.server}")
    before, after = _schemas(case, database)
    with session(database) as worker:
        counted = _counts(worker.rows, before.physical, after.physical)
    plan = make_plan(before, after, server=major, contract=True, allow_drop=("*",))
    assert run_plan(database, plan, (Phase.EXPAND,)) == []
    _holds(database, plan.between)
    assert run_plan(database, plan, (Phase.CONTRACT,)) == []
    _holds(database, plan.goal)
    back = undo(plan)
    assert run_plan(database, back) == []
    _holds(database, plan.before)
    _again(database, plan)
    with session(database) as worker:
        assert _counts(worker.rows, before.physical, after.physical) == counted


def _again(database: str, plan: Plan) -> None:
    again = make_plan(
        Schema(physical=plan.before), Schema(physical=plan.goal), server=plan.server, contract=True, allow_drop=("*",)
    )
    assert run_plan(database, again) == []
    _holds(database, plan.goal)


def _holds(database: str, expected: Physical) -> None:
    """The database holds exactly this schema, so that planning again finds nothing to do."""
    with session(database) as worker:
        found = settle(read_catalog(worker, lookups=_lookups(expected)).physical, expected)
    assert found == expected
    assert diff(found, expected) == ()
