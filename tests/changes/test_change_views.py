"""New and changed views are made in the order of what they read."""

from __future__ import annotations

from tests.changes.objects import plan_of, view
from tests.changes.small import lines, table
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.plan.plan import Plan


def planned(old: tuple[View, ...], new: tuple[View, ...]) -> Plan:
    return plan_of(Physical(tables=(table(),), views=old), Physical(tables=(table(),), views=new))


def shown(plan: Plan) -> list[str]:
    """Phase, verb and name of each statement."""
    return [line.split(" AS ")[0].split(" ON s.v USING")[0].replace(" transaction", "") for line in lines(plan)]


PLAIN = view("v", "SELECT a FROM s.t", "a")


def test_a_changed_view_may_read_a_new_one() -> None:
    below = view("below", "SELECT a FROM s.t", "a")
    changed = view("v", "SELECT a FROM s.below", "a", reads=("below",))
    assert shown(planned((PLAIN,), (changed, below))) == [
        "expand: CREATE VIEW s.below",
        "expand: CREATE OR REPLACE VIEW s.v",
    ]


def test_a_new_view_may_read_one_that_is_made_anew() -> None:
    other = view("v", "SELECT b FROM s.t", "b")
    above = view("above", "SELECT b FROM s.v", "b", reads=("v",))
    assert shown(planned((PLAIN,), (above, other))) == [
        "expand: DROP VIEW s.v;",
        "expand: CREATE VIEW s.v",
        "expand: CREATE VIEW s.above",
    ]
