"""A column is numbered no more."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.tables import ID, plan_of, schema, sql, users
from wesley.ir.column import Identity
from wesley.ir.sequence import Sequence
from wesley.plan.plan import Phase

NUMBERED = schema(users(columns=(replace(ID, identity=Identity()),)))


def test_without_a_default_it_waits_for_the_contract() -> None:
    plan = plan_of(NUMBERED, schema(users()))
    (segment,) = plan.segments
    assert segment.phase is Phase.CONTRACT
    assert segment.steps[0].statement.sql == "ALTER TABLE public.users ALTER COLUMN id DROP IDENTITY;"


def test_a_default_takes_its_place_in_one_transaction() -> None:
    sequence = Sequence(schema="public", name="numbers")
    default = sql("nextval('public.numbers'::regclass)", functions=("nextval",))
    before = schema(*NUMBERED.tables, sequences=(sequence,))
    after = schema(users(columns=(replace(ID, default=default),)), sequences=(sequence,))
    plan = plan_of(before, after)
    (segment,) = plan.segments
    assert segment.phase is Phase.EXPAND
    dropped, given, continued = (step.statement.sql for step in segment.steps)
    assert dropped.endswith("DROP IDENTITY;")
    assert "SET DEFAULT nextval" in given
    assert "setval('public.numbers'::regclass" in continued
