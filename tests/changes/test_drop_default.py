"""A default goes when the old application, which may rely on it, is gone."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.tables import plan_of, schema, sql, users
from wesley.ir.column import Column
from wesley.plan.plan import Phase

VISITS = Column(name="visits", type="integer")
BEFORE = schema(users(replace(VISITS, default=sql("1"))))


def test_it_waits_for_the_contract() -> None:
    plan = plan_of(BEFORE, schema(users(VISITS)))
    (segment,) = plan.segments
    assert segment.phase is Phase.CONTRACT
    assert segment.steps[0].statement.sql == "ALTER TABLE public.users ALTER COLUMN visits DROP DEFAULT;"
    assert plan.between == BEFORE
