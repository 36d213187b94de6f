"""The options of a sequence."""

from __future__ import annotations

from tests.changes.objects import plan_of
from tests.changes.small import lines, locks, statement
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence


def test_it_goes_on_where_it_stands() -> None:
    old, new = (Physical(sequences=(Sequence(schema="s", name="q", maximum=most),)) for most in (None, 100))
    plan = plan_of(old, new)
    changed = statement(plan, "ALTER SEQUENCE s.q AS bigint")
    assert "MAXVALUE 100" in changed.sql
    assert "RESTART" not in changed.sql
    assert locks(changed) == {"q": "SHARE ROW EXCLUSIVE"}
    assert changed.probe is not None
    assert changed.probe.query == "SELECT last_value FROM s.q WHERE last_value > 100;"
    assert lines(plan_of(new, new)) == []
