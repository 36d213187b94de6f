"""A sequence goes last, or with its column."""

from __future__ import annotations

from tests.changes.objects import plan_of
from tests.changes.small import lines, table
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence


def test_one_that_stands_alone_waits() -> None:
    old = Physical(sequences=(Sequence(schema="s", name="q"),))
    plan = plan_of(old, Physical())
    assert lines(plan) == ["contract transaction: DROP SEQUENCE s.q;"]
    assert plan.steps()[0].statement.loses == ("s.q",)


def test_one_that_belongs_to_a_column_goes_with_its_table() -> None:
    old = Physical(sequences=(Sequence(schema="s", name="q", owned_by=("s", "t", "a")),), tables=(table(),))
    plan = plan_of(old, Physical())
    assert lines(plan) == ["contract transaction: DROP TABLE s.t;"]
    assert {lock.name for lock in plan.steps()[0].statement.locks} == {"t", "q"}
