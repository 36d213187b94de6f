"""A view that has the former name of a table."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.small import COLUMNS, table
from wesley.changes.own_names import old_name
from wesley.changes.situation import Situation
from wesley.changes.stand_in import CreateStandIn, DropStandIn, stand_in
from wesley.ir.access import Grant
from wesley.ir.column import Column
from wesley.ir.schema import Physical

FORMER = ("s", "Former name")


def test_it_has_all_columns_of_the_table_under_their_names() -> None:
    found = stand_in(table(), FORMER, 15)
    assert found.query.sql == "SELECT a, b, k FROM s.t"
    assert [column.name for column in found.columns] == ["a", "b", "k"]
    assert found.depends_on == (("s", "t"),)


def test_a_column_that_only_waits_for_its_end_is_left_out() -> None:
    waiting = replace(table(), columns=(*COLUMNS, Column(name=old_name("a"), type="integer")))
    assert stand_in(waiting, FORMER, 15).columns == stand_in(table(), FORMER, 15).columns


def test_from_15_on_it_reads_with_the_rights_of_who_asks() -> None:
    assert [stand_in(table(), FORMER, version).security_invoker for version in (14, 15)] == [False, True]


def test_it_has_the_grants_that_a_view_can_pass_on() -> None:
    grants = (
        Grant(role="reader", privileges=("SELECT", "TRIGGER")),
        Grant(role="owner", privileges=("REFERENCES", "TRUNCATE")),
    )
    assert stand_in(table(grants=grants), FORMER, 15).grants == (Grant(role="reader", privileges=("SELECT",)),)


def test_it_comes_and_goes_as_a_view() -> None:
    found = stand_in(table(), FORMER, 15)
    before = Physical(tables=(table(),))
    situation = Situation(before=before, goal=before, version=15)
    create, drop = CreateStandIn(view=found), DropStandIn(view=found)
    assert drop.apply(create.apply(before)) == before
    (statement,) = create.statements(situation)
    assert statement.sql.startswith('CREATE VIEW s."Former name" WITH (security_invoker=true) AS')
    (statement,) = drop.statements(situation.after(create))
    assert statement.sql == 'DROP VIEW s."Former name";'


def test_it_goes_before_all_else_that_waits() -> None:
    assert DropStandIn.contract
    assert DropStandIn.first
