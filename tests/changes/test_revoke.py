"""Privileges are taken away when nobody needs them any more."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.small import COLUMNS, lines, planned, table
from wesley.changes.revoke import RevokePrivileges
from wesley.ir.access import Grant
from wesley.ir.schema import Physical

READ = Grant(role="app", privileges=("SELECT",))
ON_A = Grant(role="app", privileges=("SELECT",), columns=("a",))


def test_it_waits() -> None:
    assert lines(planned(table(grants=(READ,)), table())) == ["contract transaction: REVOKE SELECT ON s.t FROM app;"]


def test_what_stays_on_a_column_is_given_again() -> None:
    plan = planned(table(grants=(READ,)), table(grants=(ON_A,)))
    assert lines(plan) == [
        "contract transaction: REVOKE SELECT ON s.t FROM app;",
        "contract transaction: GRANT SELECT (a) ON s.t TO app;",
    ]
    assert plan.between.tables[0].grants == (READ,)


def test_what_was_given_on_a_column_before_the_whole_table_is_nothing_of_its_own() -> None:
    plan = planned(table(grants=(ON_A,)), table(grants=(READ,)))
    assert lines(plan) == ["expand transaction: GRANT SELECT ON s.t TO app;"]
    assert plan.between == plan.goal


def test_it_takes_away_what_it_revokes_and_gives_nothing() -> None:
    held = Physical(tables=(table(grants=(Grant(role="app", privileges=("INSERT", "SELECT")),)),))
    change = RevokePrivileges(collection="tables", schema="s", name="t", taken=(READ,))
    assert change.apply(held).tables[0].grants == (Grant(role="app", privileges=("INSERT",)),)
    assert change.apply(Physical(tables=(table(),))).tables[0].grants == ()


def test_with_a_privilege_on_the_whole_table_go_those_on_its_columns() -> None:
    held = Physical(tables=(table(grants=(Grant(role="app", privileges=("SELECT",), columns=("a", "b")),)),))
    change = RevokePrivileges(collection="tables", schema="s", name="t", taken=(READ,), stays=(ON_A,))
    assert change.apply(held).tables[0].grants == (ON_A,)


def test_a_privilege_on_a_column_goes_with_the_column() -> None:
    on_both = Grant(role="app", privileges=("SELECT",), columns=("a", "b"))
    plan = planned(table(grants=(on_both,)), replace(table(grants=(ON_A,)), columns=COLUMNS[:1]))
    assert [line for line in lines(plan) if line.startswith("contract")] == [
        "contract transaction: ALTER TABLE s.t DROP b;",
        "contract transaction: ALTER TABLE s.t DROP k;",
    ]
