"""A view that has the former name of a table."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.small import COLUMNS, table
from wesley.changes.own_names import new_name, old_name
from wesley.changes.situation import Situation
from wesley.changes.stand_in import (
    CreateStandIn,
    DropStandIn,
    is_stand_in,
    stand_in,
    stand_ins,
    with_views,
    without_column,
    without_views,
)
from wesley.ir.access import Grant
from wesley.ir.column import Column
from wesley.ir.expression import Expression
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


def test_it_is_known_again_by_its_query_alone_as_each_version_shows_it() -> None:
    found = stand_in(table(), FORMER, 15)
    before_16 = replace(found, query=Expression(sql="SELECT t.a, t.b, t.k FROM s.t", relations=("s.t",)))
    filtered = replace(found, query=Expression(sql="SELECT a, b, k FROM s.t WHERE a > 0", relations=("s.t",)))
    shorter = replace(without_column(found, table(), "b"), name="shorter")
    assert [is_stand_in(view, table()) for view in (found, before_16, filtered, shorter)] == [True, True, False, False]


def test_it_is_one_while_columns_of_a_plan_are_beside_those_it_shows() -> None:
    beside = Column(name=new_name("a"), type="bigint")
    assert is_stand_in(stand_in(table(), FORMER, 15), replace(table(), columns=(*COLUMNS, beside)))


def test_those_of_a_table_are_found_by_the_columns_that_they_show() -> None:
    found = stand_in(table(), FORMER, 15)
    schema = Physical(tables=(table(),), views=(found,))
    assert stand_ins(schema, ("s", "t"), ("a", "b")) == (found,)
    assert stand_ins(schema, ("s", "t"), ("a", "other")) == ()


def test_without_a_column_it_shows_the_others() -> None:
    assert without_column(stand_in(table(), FORMER, 15), table(), "b").query.sql == "SELECT a, k FROM s.t"


def test_views_are_taken_out_of_a_schema_and_put_back() -> None:
    found = stand_in(table(), FORMER, 15)
    schema = Physical(tables=(table(),), views=(found,))
    assert without_views(schema, (found,)).views == ()
    assert with_views(without_views(schema, (found,)), (found,)) == schema
