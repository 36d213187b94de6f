"""Views come after what they read; a materialized one is filled."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.objects import plan_of, view
from tests.changes.small import HIGH, LOW, index, lines, partitioned, table
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.plan.plan import Plan


def planned(old: tuple[View, ...], new: tuple[View, ...]) -> Plan:
    return plan_of(Physical(tables=(table(),), views=old), Physical(tables=(table(),), views=new))


def shown(plan: Plan) -> list[str]:
    """Phase, verb and name of each statement."""
    return [line.split(" AS ")[0].split(" ON s.v USING")[0].replace(" transaction", "") for line in lines(plan)]


PLAIN = view("v", "SELECT a FROM s.t", "a")

ON_TOP = view("top", "SELECT a FROM s.v", "a", reads=("v",))


def test_in_order() -> None:
    assert shown(planned((), (ON_TOP, PLAIN))) == ["expand: CREATE VIEW s.v", "expand: CREATE VIEW s.top"]


def test_a_materialized_one_reads_the_tables_below_and_gets_its_indexes() -> None:
    filled = replace(ON_TOP, name="m", materialized=True, indexes=(index("i", "a"),))
    plan = planned((PLAIN,), (PLAIN, filled))
    assert [line.split(": ")[0] for line in lines(plan)] == ["expand validation", "expand transaction"]
    assert [name.name for name in plan.steps()[0].statement.scans] == ["t"]


def test_of_a_partitioned_table_it_reads_the_partitions() -> None:
    filled = view("m", "SELECT a FROM s.t", "a", reads=("t",), materialized=True)
    split = Physical(tables=(partitioned(LOW, HIGH),))
    plan = plan_of(split, replace(split, views=(filled,)))
    assert [name.name for name in plan.steps()[0].statement.scans] == ["high", "low"]
