"""A view waits, and goes before what it reads."""

from __future__ import annotations

from tests.changes.objects import function, plan_of, view
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


def test_what_reads_it_goes_first() -> None:
    on_top = view("a", "SELECT a FROM s.v", "a", reads=("v",))
    assert shown(planned((PLAIN, on_top), ())) == ["contract: DROP VIEW s.a;", "contract: DROP VIEW s.v;"]


def test_a_function_of_its_rows_goes_before_it() -> None:
    old = Physical(tables=(table(),), views=(PLAIN,), functions=(function(arguments="s.v"),))
    assert shown(plan_of(old, Physical(tables=(table(),)))) == [
        "contract: DROP FUNCTION s.f(s.v);",
        "contract: DROP VIEW s.v;",
    ]
