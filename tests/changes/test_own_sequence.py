"""Which column a sequence belongs to."""

from __future__ import annotations

from tests.changes.objects import plan_of
from tests.changes.small import lines, locks, statement, table
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence


def test_it_changes_alone() -> None:
    old, new = (
        Physical(sequences=(Sequence(schema="s", name="q", owned_by=owner),), tables=(table(),))
        for owner in (("s", "t", "a"), None)
    )
    plan = plan_of(old, new)
    assert lines(plan) == ['expand transaction: ALTER SEQUENCE s.q OWNED BY "none";']
    assert locks(statement(plan, "ALTER")) == {"q": "SHARE ROW EXCLUSIVE"}
    back = plan_of(new, old)
    assert locks(statement(back, "ALTER")) == {"q": "SHARE ROW EXCLUSIVE", "t": "ACCESS SHARE"}
