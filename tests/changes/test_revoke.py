"""Privileges are taken away when nobody needs them any more."""

from __future__ import annotations

from tests.changes.small import lines, planned, table
from wesley.ir.access import Grant

READ = Grant(role="app", privileges=("SELECT",))
ON_A = Grant(role="app", privileges=("SELECT",), columns=("a",))


def test_it_waits() -> None:
    assert lines(planned(table(grants=(READ,)), table())) == ["contract transaction: REVOKE SELECT ON s.t FROM app;"]


def test_what_stays_on_a_column_is_given_again() -> None:
    plan = planned(table(grants=(READ,)), table(grants=(ON_A,)))
    assert lines(plan)[-2:] == [
        "contract transaction: REVOKE SELECT ON s.t FROM app;",
        "contract transaction: GRANT SELECT (a) ON s.t TO app;",
    ]
    assert plan.between.tables[0].grants == (READ,)


def test_what_was_given_on_a_column_before_the_whole_table_is_nothing_of_its_own() -> None:
    plan = planned(table(grants=(ON_A,)), table(grants=(READ,)))
    assert lines(plan) == ["expand transaction: GRANT SELECT ON s.t TO app;"]
    assert plan.between == plan.goal
