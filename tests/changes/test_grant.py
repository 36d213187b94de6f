"""Privileges are given at once."""

from __future__ import annotations

from tests.changes.objects import plan_of, view
from tests.changes.small import lines, locks, planned, table
from wesley.ir.access import Grant, Namespace
from wesley.ir.schema import Physical

READ = Grant(role="app", privileges=("SELECT",))


def test_only_what_is_new_is_given() -> None:
    more = (Grant(role="app", privileges=("INSERT", "SELECT")), Grant(role="b", privileges=("SELECT",), columns=("a",)))
    assert lines(planned(table(grants=(READ,)), table(grants=more))) == [
        "expand transaction: GRANT INSERT ON s.t TO app;",
        "expand transaction: GRANT SELECT (a) ON s.t TO b;",
    ]


def test_views_and_schemas_have_privileges_too() -> None:
    old = Physical(namespaces=(Namespace(name="s"),), tables=(table(),), views=(view("v", "SELECT a FROM s.t", "a"),))
    new = Physical(
        namespaces=(Namespace(name="s", grants=(Grant(role="app", privileges=("USAGE",)),)),),
        tables=(table(),),
        views=(view("v", "SELECT a FROM s.t", "a", grants=(READ,)),),
    )
    assert lines(plan_of(old, new)) == [
        "expand transaction: GRANT USAGE ON SCHEMA s TO app;",
        "expand transaction: GRANT SELECT ON s.v TO app;",
    ]


def test_a_table_is_locked_from_18_on() -> None:
    plans = [planned(table(), table(grants=(READ,)), server=server) for server in (17, 18)]
    assert [locks(plan.steps()[0].statement) for plan in plans] == [{}, {"t": "ACCESS SHARE"}]
