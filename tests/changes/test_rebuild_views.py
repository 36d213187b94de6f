"""Views that cannot be replaced are made anew with all that stands on them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.objects import function, plan_of, view
from tests.changes.small import lines, table
from wesley.changes.codes import VIEW_IN_USE
from wesley.ir.access import Grant
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.plan.plan import Plan
from wesley.problems.problem import WesleyError


def planned(old: tuple[View, ...], new: tuple[View, ...]) -> Plan:
    return plan_of(Physical(tables=(table(),), views=old), Physical(tables=(table(),), views=new))


def shown(plan: Plan) -> list[str]:
    """Phase, verb and name of each statement."""
    return [line.split(" AS ")[0].split(" ON s.v USING")[0].replace(" transaction", "") for line in lines(plan)]


PLAIN = view("v", "SELECT a FROM s.t", "a")

OTHER = view("v", "SELECT b FROM s.t", "b")
ON_TOP = view(
    "top", "SELECT 1 AS one FROM s.v", "one", reads=("v",), grants=(Grant(role="app", privileges=("SELECT",)),)
)


def test_in_one_transaction_with_what_they_had() -> None:
    old = (replace(PLAIN, comment="x"), replace(ON_TOP, comment="y"))
    plan = planned(old, (replace(OTHER, comment="x"), replace(ON_TOP, comment="y")))
    assert shown(plan) == [
        "expand: DROP VIEW s.top;",
        "expand: DROP VIEW s.v;",
        "expand: CREATE VIEW s.v",
        "expand: COMMENT ON VIEW s.v IS 'x';",
        "expand: CREATE VIEW s.top",
        "expand: GRANT SELECT ON s.top TO app;",
        "expand: COMMENT ON VIEW s.top IS 'y';",
    ]
    assert len(plan.segments) == 1


def test_one_that_only_loses_columns_waits() -> None:
    wide = view("v", "SELECT a, b FROM s.t", "a", "b")
    plan = planned((wide,), (PLAIN,))
    assert shown(plan) == ["contract: DROP VIEW s.v;", "contract: CREATE VIEW s.v"]


def test_one_that_goes_and_read_the_other_goes_with_it() -> None:
    assert shown(planned((PLAIN, ON_TOP), (OTHER,))) == [
        "expand: DROP VIEW s.top;",
        "expand: DROP VIEW s.v;",
        "expand: CREATE VIEW s.v",
    ]


def test_a_function_of_its_rows_is_not_dropped_unseen() -> None:
    functions = (function(arguments="s.v"),)
    old, new = (Physical(tables=(table(),), views=(each,), functions=functions) for each in (PLAIN, OTHER))
    with pytest.raises(WesleyError) as caught:
        plan_of(old, new)
    assert caught.value.problems[0].code is VIEW_IN_USE
