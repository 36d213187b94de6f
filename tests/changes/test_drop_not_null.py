"""A column may hold NULL, at once."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.tables import lines, plan_of, schema, users
from wesley.ir.column import Column, Identity
from wesley.plan.plan import Phase

REQUIRED = Column(name="nick", type="text", nullable=False)


def test_it_comes_while_the_old_application_runs() -> None:
    plan = plan_of(schema(users(REQUIRED)), schema(users(replace(REQUIRED, nullable=True))))
    (segment,) = plan.segments
    assert segment.phase is Phase.EXPAND
    assert segment.steps[0].statement.sql == "ALTER TABLE public.users ALTER COLUMN nick DROP NOT NULL;"


def test_the_way_back_from_a_validation_is_one_transaction() -> None:
    unproved = replace(REQUIRED, not_null_valid=False)
    plan = plan_of(schema(users(REQUIRED)), schema(users(unproved)), version=18)
    assert len(plan.segments) == 1
    assert lines(schema(users(REQUIRED)), schema(users(unproved)), version=18) == [
        "ALTER TABLE public.users ALTER COLUMN nick DROP NOT NULL;",
        "ALTER TABLE public.users ADD CONSTRAINT users_nick_not_null NOT NULL nick NOT VALID;",
    ]


def test_an_identity_is_none_before_it_may_be_null() -> None:
    numbered = Column(name="number", type="bigint", nullable=False, identity=Identity())
    plan = plan_of(schema(users(numbered)), schema(users(replace(numbered, nullable=True, identity=None))))
    assert {segment.phase for segment in plan.segments} == {Phase.CONTRACT}
    assert [step.statement.sql for step in plan.steps()] == [
        "ALTER TABLE public.users ALTER COLUMN number DROP IDENTITY;",
        "ALTER TABLE public.users ALTER COLUMN number DROP NOT NULL;",
    ]
