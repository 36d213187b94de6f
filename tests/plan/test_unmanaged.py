"""Plans that would disturb what Wesley does not manage are refused, and say by what."""

from __future__ import annotations

import pytest

from tests.plan.planned import USER, USER_AND_ORDER, planned
from wesley.ir.unmanaged import Reference, Unmanaged
from wesley.plan.codes import NAME_TAKEN, UNMANAGED_TOUCHED
from wesley.plan.plan import Plan
from wesley.plan.unmanaged import refuse_unmanaged, title
from wesley.problems.problem import Problem, WesleyError

AGE = Reference(schema="public", name="users", column="age")
AGGREGATE = Unmanaged(kind="aggregate", schema="public", name="oldest(public.users)", reason="CREATE AGGREGATE")
RULE = Unmanaged(kind="rule", schema="public", name="keep", table="orders", reason="CREATE RULE")


def refused(plan: Plan, unmanaged: Unmanaged) -> Problem:
    with pytest.raises(WesleyError) as error:
        refuse_unmanaged(plan, (unmanaged,))
    (problem,) = error.value.problems
    return problem


def on(kind: str, reference: Reference) -> Unmanaged:
    return Unmanaged(kind=kind, schema="public", name="it", reason="CREATE", references=(reference,))


def test_a_column_that_is_stood_on_is_not_dropped() -> None:
    plan = planned(USER, USER.replace("age: Int", ""), allow_drop=("*",))
    problem = refused(plan, on("statistics", AGE))
    assert problem.code is UNMANAGED_TOUCHED
    assert problem.message == "the plan drops or renames public.users.age, and the statistics public.it stands on it"
    assert "by hand" in problem.help


def test_nor_renamed() -> None:
    plan = planned(USER, USER.replace("age: Int", 'years: Int @renamedFrom(name: "age")'))
    assert refused(plan, on("statistics", AGE)).code is UNMANAGED_TOUCHED


def test_nor_given_another_type() -> None:
    plan = planned(USER, USER.replace("age: Int", "age: BigInt"), allow_drop=("*",))
    assert "changes the type of public.users.age" in refused(plan, on("statistics", AGE)).message


def test_other_columns_and_other_tables_are_free() -> None:
    plan = planned(USER_AND_ORDER, USER_AND_ORDER.replace("number: Int", "number: Int @range(min: 1)"))
    refuse_unmanaged(plan, (on("statistics", AGE), AGGREGATE, RULE))


def test_a_table_with_a_rule_is_not_dropped_and_one_with_a_setting_is() -> None:
    plan = planned(USER_AND_ORDER, USER, allow_drop=("orders",))
    assert "drops public.orders" in refused(plan, RULE).message
    setting = Unmanaged(kind="replica identity", schema="public", name="orders", table="orders", reason="FULL")
    refuse_unmanaged(plan, (setting,))


def test_a_view_that_is_made_anew_is_not_stood_on() -> None:
    view = '\ntype Old @view(sql: "SELECT id, age FROM users WHERE age > {}") {{ id: ID! age: Int }}'
    plan = planned(
        USER + view.format(60), USER + view.format(70).replace("id, age FROM", "id, age::bigint AS age FROM")
    )
    assert "public.olds" in refused(plan, on("rule", Reference(schema="public", name="olds"))).message


VIEW = USER + '\ntype Old @view(sql: "SELECT id, age FROM users") { id: ID! age: Int }'


@pytest.mark.parametrize("kind", ["trigger", "rule", "default"])
def test_nor_does_what_is_on_a_view_go_with_it_when_it_is_made_anew(kind: str) -> None:
    its = Unmanaged(kind=kind, schema="public", name="keep", table="olds", reason="on a view")
    wider = planned(VIEW, VIEW.replace("age: Int", "age: BigInt"))
    assert "the plan makes public.olds anew, and the" in refused(wider, its).message
    refuse_unmanaged(planned(VIEW, VIEW.replace("age: Int }", "age: Int } # as before")), (its,))


def test_a_view_with_a_trigger_is_not_dropped_and_one_with_a_setting_is() -> None:
    trigger, setting = (
        Unmanaged(kind=kind, schema="public", name="it", table="olds", reason="on a view")
        for kind in ("rule", "default")
    )
    plan = planned(VIEW, USER)
    assert "drops public.olds" in refused(plan, trigger).message
    refuse_unmanaged(plan, (setting,))


PARTS = """
type User @table @rls(enable: true, select: "age > 1") {
  id: ID! @primaryKey
  age: Int @check(expr: "age > 0", name: "is_born") @unique(name: "one_of_an_age")
  name: String
}
"""


@pytest.mark.parametrize("name", ["users_select", "is_born", "one_of_an_age"])
def test_a_comment_on_what_is_made_anew_does_not_get_lost(name: str) -> None:
    remark = Unmanaged(kind="comment", schema="public", name=name, table="users", reason="on it")
    plan = planned(PARTS, PARTS.replace("age: Int", "age: BigInt"), allow_drop=("*",))
    assert (
        f"makes {name} of public.users anew, and the comment {name} of public.users stands"
        in refused(plan, remark).message
    )
    refuse_unmanaged(planned(PARTS, PARTS.replace("name: String", "name: String @index")), (remark,))
    without = PARTS.replace(' @check(expr: "age > 0", name: "is_born") @unique(name: "one_of_an_age")', "")
    refuse_unmanaged(planned(PARTS, without.replace(', select: "age > 1"', ""), allow_drop=("*",)), (remark,))


def test_a_value_may_be_added_to_an_enum_that_is_stood_on() -> None:
    enum = "\nenum Size { S M }\ntype Shirt @table { id: ID! @primaryKey size: Size }"
    composite = on("composite type", Reference(schema="public", name="size"))
    refuse_unmanaged(planned(USER + enum, USER + enum.replace("M }", "M L }")), (composite,))


@pytest.mark.parametrize(
    "there",
    [
        Unmanaged(kind="composite type", schema="public", name="orders", reason="CREATE TYPE"),
        Unmanaged(kind="foreign table", schema="public", name="orders_pkey", reason="CREATE FOREIGN TABLE"),
        Unmanaged(kind="partition", schema="public", name="orders_number_idx", reason="of a partition"),
    ],
    ids=lambda one: one.kind,
)
def test_the_name_of_something_unmanaged_is_taken(there: Unmanaged) -> None:
    problem = refused(planned(USER, USER_AND_ORDER), there)
    assert problem.code is NAME_TAKEN
    assert there.name in problem.message


def test_the_name_of_a_function_is_taken_with_its_arguments() -> None:
    new = USER.replace("age: Int", 'age: Int updatedAt: DateTime! @updatedAt @default(expr: "now()")')
    there = Unmanaged(kind="procedure", schema="public", name="set_updated_at()", reason="CREATE PROCEDURE")
    assert refused(planned(USER, new), there).code is NAME_TAKEN
    other = Unmanaged(kind="procedure", schema="public", name="set_updated_at(integer)", reason="CREATE PROCEDURE")
    refuse_unmanaged(planned(USER, new), (other,))


def test_the_name_of_a_constraint_is_taken_in_its_table() -> None:
    new = USER.replace("age: Int", 'age: Int @check(expr: "age > 0", name: "c")')
    there = Unmanaged(kind="constraint", schema="public", name="c", table="users", reason="NOT ENFORCED")
    assert refused(planned(USER, new), there).code is NAME_TAKEN


def test_it_is_called_by_kind_name_and_reason() -> None:
    assert title(RULE) == "rule keep of public.orders (CREATE RULE)"
    assert title(Unmanaged(kind="publication", schema="", name="all")) == "publication all"
