"""What a plan touches."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.objects import function, plan_of, policy, view
from tests.changes.small import table
from tests.plan.planned import planned
from tests.sdl.harness import compiled
from wesley.ir.api import Api, ObjectType
from wesley.ir.column import Column
from wesley.ir.schema import Physical, Schema
from wesley.plan.report.blast import Blast, blast

OLD = """
type User @table {
  id: ID! @primaryKey
  firstName: String
}
"""
NEW = OLD.replace("firstName: String", "firstName: String!")


def test_columns_and_the_fields_of_the_generated_types_that_hold_them() -> None:
    apis = (compiled(OLD).api, compiled(NEW).api)
    assert blast(planned(OLD, NEW), apis) == Blast(
        tables=("public.users",), columns=("public.users.first_name",), fields=("User.firstName",)
    )


def test_a_field_of_what_only_a_database_has_is_called_as_its_column() -> None:
    plan = planned(OLD, OLD.replace("firstName: String", "age: Int"), allow_drop=("*",))
    new = compiled(OLD.replace("firstName: String", "age: Int")).api
    assert blast(plan, (Schema().api, new)).fields == ("User.age", "User.first_name")


def test_what_a_plan_has_left_for_the_contract_is_no_field() -> None:
    left = replace(table(), columns=(*table().columns, Column(name="wesley_old_a", type="text")))
    api = Api(objects=(ObjectType(name="T", fields=(), relation=("s", "t")),))
    plan = plan_of(Physical(tables=(left,)), Physical(tables=(table(),)))
    found = blast(plan, (Schema().api, api))
    assert found.columns == ("s.t.wesley_old_a",)
    assert found.fields == ()


def test_policies_views_and_functions() -> None:
    reading = view("v", "SELECT a FROM s.t", "a")
    plan = plan_of(
        Physical(tables=(table(),)),
        Physical(tables=(table(policies=(policy(),)),), views=(reading,), functions=(function(),)),
    )
    assert blast(plan, ()) == Blast(tables=("s.t",), policies=("s.t.p",), views=("s.v",), functions=("s.f",))


def test_what_goes_is_touched_with_all_its_columns() -> None:
    plan = plan_of(Physical(tables=(table(),)), Physical())
    assert blast(plan, ()) == Blast(tables=("s.t",), columns=("s.t.a", "s.t.b", "s.t.k"))


def test_an_index_touches_its_table_alone() -> None:
    plan = planned(OLD, OLD.replace("firstName: String", "firstName: String @index"))
    assert blast(plan, (compiled(OLD).api,)) == Blast(tables=("public.users",))
