"""A trigger waits, and goes before its function."""

from __future__ import annotations

from tests.changes.objects import plan_of, trigger, trigger_function
from tests.changes.small import lines, locks, statement, table
from wesley.ir.schema import Physical


def test_it_waits() -> None:
    old = Physical(functions=(trigger_function(),), tables=(table(triggers=(trigger(),)),))
    plan = plan_of(old, Physical(tables=(table(),)))
    assert lines(plan) == [
        "contract transaction: DROP TRIGGER g ON s.t;",
        "contract transaction: DROP FUNCTION s.f();",
    ]
    assert locks(statement(plan, "DROP TRIGGER")) == {"t": "ACCESS EXCLUSIVE"}
