"""A sequence comes before its defaults, and belongs to a column when that is there."""

from __future__ import annotations

from tests.changes.objects import plan_of
from tests.changes.small import lines, table
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence


def test_whom_it_belongs_to_and_its_comment_come_later() -> None:
    new = Physical(
        sequences=(Sequence(schema="s", name="q", start=5, owned_by=("s", "t", "a"), comment="x"),), tables=(table(),)
    )
    made = [line for line in lines(plan_of(Physical(), new)) if "CREATE TABLE" not in line]
    assert made == [
        "expand transaction: CREATE SEQUENCE s.q START 5;",
        "expand transaction: ALTER SEQUENCE s.q OWNED BY s.t.a;",
        "expand transaction: COMMENT ON SEQUENCE s.q IS 'x';",
    ]
