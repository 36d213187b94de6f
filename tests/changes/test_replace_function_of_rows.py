"""A function whose new body names a new table is replaced after that is there."""

from __future__ import annotations

from tests.changes.objects import function, plan_of
from tests.changes.small import lines, table
from wesley.ir.schema import Physical


def test_it_comes_after_the_table() -> None:
    old = Physical(functions=(function(),))
    new = Physical(functions=(function(body="SELECT a FROM s.t"),), tables=(table(),))
    made = [line.split(": ")[1][:17] for line in lines(plan_of(old, new))]
    assert made == ["CREATE TABLE s.t ", "CREATE OR REPLACE"]
