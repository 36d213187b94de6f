"""A view that keeps its columns is replaced in place."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.objects import plan_of, view
from tests.changes.small import index, lines, table
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.plan.plan import Plan


def planned(old: tuple[View, ...], new: tuple[View, ...]) -> Plan:
    return plan_of(Physical(tables=(table(),), views=old), Physical(tables=(table(),), views=new))


def shown(plan: Plan) -> list[str]:
    """Phase, verb and name of each statement."""
    return [line.split(" AS ")[0].split(" ON s.v USING")[0].replace(" transaction", "") for line in lines(plan)]


PLAIN = view("v", "SELECT a FROM s.t", "a")


def test_a_column_at_the_end() -> None:
    wider = view("v", "SELECT a, b FROM s.t", "a", "b")
    plan = planned((PLAIN,), (wider,))
    assert shown(plan) == ["expand: CREATE OR REPLACE VIEW s.v"]
    assert [lock.name for lock in plan.steps()[0].statement.locks] == ["v"]
    assert [name.name for name in plan.steps()[0].statement.breaks_prepared] == ["v"]


def test_options() -> None:
    barrier = replace(PLAIN, parameters=(("security_barrier", "true"),))
    assert shown(planned((PLAIN,), (barrier,))) == ["expand: CREATE OR REPLACE VIEW s.v WITH (security_barrier=true)"]


def test_storage_parameters_of_a_materialized_view() -> None:
    old = replace(PLAIN, materialized=True, indexes=(index("i", "a"),), parameters=(("fillfactor", "70"),))
    new = replace(old, parameters=(("autovacuum_enabled", "false"),))
    assert lines(planned((old,), (new,))) == [
        "expand transaction: ALTER MATERIALIZED VIEW s.v RESET (fillfactor);",
        "expand transaction: ALTER MATERIALIZED VIEW s.v SET (autovacuum_enabled=false);",
    ]
