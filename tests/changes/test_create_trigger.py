"""A trigger comes after its function, and fires where it shall from the beginning."""

from __future__ import annotations

from tests.changes.objects import plan_of, trigger, trigger_function
from tests.changes.small import LOW, lines, locks, partitioned, statement, table
from wesley.ir.routine import Trigger, TriggerFiring
from wesley.ir.schema import Physical
from wesley.plan.plan import Plan


def changed(old: tuple[Trigger, ...], new: tuple[Trigger, ...], server: int = 15) -> Plan:
    before, after = (Physical(functions=(trigger_function(),), tables=(table(triggers=each),)) for each in (old, new))
    return plan_of(before, after, server=server)


def test_writes_wait_and_reads_do_not() -> None:
    plan = changed((), (trigger(),))
    assert lines(plan) == [
        "expand transaction: CREATE TRIGGER g BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION s.f();"
    ]
    assert locks(statement(plan, "CREATE")) == {"t": "SHARE ROW EXCLUSIVE"}


def test_one_that_shall_not_fire_never_does() -> None:
    plan = changed((), (trigger(firing=TriggerFiring.DISABLED),))
    assert len(plan.segments) == 1
    assert lines(plan)[1] == "expand transaction: ALTER TABLE s.t DISABLE TRIGGER g;"


def test_on_a_partitioned_table_the_partitions_are_locked_too() -> None:
    old, new = (
        Physical(functions=(trigger_function(),), tables=(partitioned(LOW, triggers=each),))
        for each in ((), (trigger(),))
    )
    assert locks(statement(plan_of(old, new), "CREATE")) == {
        "low": "SHARE ROW EXCLUSIVE",
        "t": "SHARE ROW EXCLUSIVE",
    }
