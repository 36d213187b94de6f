"""A foreign key is validated while others write."""

from __future__ import annotations

from tests.changes.small import foreign_key, locks, parent, planned, statement, table


def test_both_tables_are_read_and_neither_is_locked_against_writes() -> None:
    old = table(foreign_keys=(foreign_key("f", valid=False),))
    plan = planned((parent(), old), (parent(), table(foreign_keys=(foreign_key("f"),))))
    step = statement(plan, "ALTER TABLE s.t VALIDATE")
    assert locks(step) == {"p": "ROW SHARE", "t": "SHARE UPDATE EXCLUSIVE"}
    assert [name.name for name in step.scans] == ["p", "t"]
    assert step.probe is not None
    assert "NOT EXISTS (SELECT 1 FROM s.p referenced WHERE referenced.a = referencing.a)" in step.probe.query
