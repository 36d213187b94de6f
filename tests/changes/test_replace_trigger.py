"""A trigger is replaced in place; no row is written without one."""

from __future__ import annotations

from tests.changes.objects import plan_of, trigger, trigger_function
from tests.changes.small import lines, locks, statement, table
from wesley.ir.routine import Trigger, TriggerFiring, TriggerTiming
from wesley.ir.schema import Physical
from wesley.plan.plan import Plan


def changed(old: tuple[Trigger, ...], new: tuple[Trigger, ...], server: int = 15) -> Plan:
    before, after = (Physical(functions=(trigger_function(),), tables=(table(triggers=each),)) for each in (old, new))
    return plan_of(before, after, server=server)


AFTER = trigger(timing=TriggerTiming.AFTER)


def test_in_place_from_14_on() -> None:
    plan = changed((trigger(),), (AFTER,), server=14)
    assert lines(plan)[0].startswith("expand transaction: CREATE OR REPLACE TRIGGER g AFTER INSERT")
    assert locks(statement(plan, "CREATE")) == {"t": "SHARE ROW EXCLUSIVE"}


def test_dropped_and_created_in_one_transaction_before() -> None:
    plan = changed((trigger(),), (AFTER,), server=13)
    assert [line.split(": ")[1][:14] for line in lines(plan)] == ["DROP TRIGGER g", "CREATE TRIGGER"]
    assert len(plan.segments) == 1


def test_where_it_fires_changes_alone() -> None:
    always = trigger(firing=TriggerFiring.ALWAYS)
    assert lines(changed((trigger(),), (always,))) == ["expand transaction: ALTER TABLE s.t ENABLE ALWAYS TRIGGER g;"]


def test_a_replaced_one_is_told_again_where_it_fires() -> None:
    always = trigger(timing=TriggerTiming.AFTER, firing=TriggerFiring.ALWAYS)
    assert "ENABLE ALWAYS" in lines(changed((trigger(firing=TriggerFiring.ALWAYS),), (always,)))[1]


def test_one_for_each_row_that_becomes_one_for_each_statement_is_made_anew() -> None:
    plan = changed((trigger(),), (trigger(each_row=False),))
    assert [line.split(": ")[1][:14] for line in lines(plan)] == ["DROP TRIGGER g", "CREATE TRIGGER"]
