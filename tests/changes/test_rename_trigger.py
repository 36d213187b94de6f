"""A trigger that is the same under another name is renamed."""

from __future__ import annotations

from tests.changes.objects import plan_of, trigger, trigger_function
from tests.changes.small import LOW, lines, locks, partitioned
from wesley.ir.schema import Physical
from wesley.plan.plan import Plan


def renamed(server: int) -> Plan:
    old, new = (
        Physical(functions=(trigger_function(),), tables=(partitioned(LOW, triggers=(trigger(name),)),))
        for name in ("g", "h")
    )
    return plan_of(old, new, server=server)


def test_it_goes_at_once() -> None:
    assert lines(renamed(15)) == ["expand transaction: ALTER TRIGGER g ON s.t RENAME TO h;"]


def test_partitions_are_renamed_with_it_from_15_on() -> None:
    assert locks(renamed(14).steps()[0].statement) == {"t": "ACCESS EXCLUSIVE"}
    assert locks(renamed(15).steps()[0].statement) == {"t": "ACCESS EXCLUSIVE", "low": "ACCESS EXCLUSIVE"}
