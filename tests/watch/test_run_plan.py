"""A plan run without care: what it leads to is what it says."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled
from wesley.execute.compare import compare
from wesley.plan.make import make_plan
from wesley.plan.plan import SegmentKind
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.problems.problem import ServerError
from wesley.targets.postgres.document import document
from wesley.watch.run_plan import run_plan

pytestmark = pytest.mark.server

BEFORE = "type User @table {\n  id: ID! @primaryKey\n  age: Int\n}\n"
AFTER = (
    "type User @table {\n  id: ID! @primaryKey\n  age: BigInt! @default(value: 0) @index\n  email: String @unique\n}\n"
)


def test_all_kinds_of_segments_lead_to_the_goal(database: str) -> None:
    old, new = compiled(BEFORE), compiled(AFTER)
    load(database, document(old))
    with session(database) as connection:
        major = connection.version // 10_000
        connection.run("INSERT INTO users (age) SELECT n FROM generate_series(1, 3) AS n")
    plan = make_plan(old, new, server=major, contract=True)
    assert {segment.kind for segment in plan.segments} == set(SegmentKind)
    run_plan(database, plan)
    with session(database) as connection:
        assert compare(connection, new.physical).is_equal
        assert connection.rows("SELECT sum(age) FROM users") == [(6,)]


def test_a_statement_that_is_refused_ends_it(database18: str) -> None:
    plan = make_plan(compiled(BEFORE), compiled(AFTER), server=18, contract=True)
    with pytest.raises(ServerError, match="does not exist"):
        run_plan(database18, plan)
