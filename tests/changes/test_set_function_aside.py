"""A function in use is made anew, and what uses it goes over."""

from __future__ import annotations

from functools import reduce

import pytest
from msgspec.structs import replace

from tests.changes.objects import domain, function, plan_of, policy, trigger, trigger_function, view
from tests.changes.small import COLUMNS, HIGH, LOW, lines, partitioned, table
from wesley.changes.codes import FUNCTION_IN_USE
from wesley.changes.set_function_aside import functions_aside
from wesley.diff.diff import diff
from wesley.ir.column import Column, Generated
from wesley.ir.constraint import Check, Exclusion, ExclusionElement
from wesley.ir.enum import Enum
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.routine import Function
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.plan.plan import Phase
from wesley.problems.problem import WesleyError

CALL = Expression(sql="s.f(a)", columns=("a",), functions=("s.f",))
HOLDS = replace(CALL, sql="s.f(a) > 0")
USED = table(policies=(replace(policy(), using=HOLDS),))


def schema(value: Function, *tables: Table) -> Physical:
    return Physical(functions=(value,), tables=tables or (USED,))


def test_what_is_bound_to_it_follows_its_other_name_until_it_goes_over() -> None:
    plan = plan_of(schema(function()), schema(function(returns="bigint")))
    assert [line.split(" TO ")[0].split(" LANGUAGE ")[0] for line in lines(plan)] == [
        "expand transaction: ALTER FUNCTION s.f(int) RENAME",
        "expand transaction: CREATE FUNCTION s.f(int) RETURNS bigint",
        "expand transaction: ALTER POLICY p ON s.t",
        "contract transaction: DROP FUNCTION s.wesley_old_f(int);",
    ]


def test_right_after_it_everything_calls_the_first_one_still() -> None:
    old, new = schema(function()), schema(function(returns="bigint"))
    (change,) = functions_aside(old, new)
    after = change.apply(old)
    assert [each.name for each in after.functions] == ["f", "wesley_old_f"]
    assert after.tables[0].policies[0].using == replace(
        HOLDS, sql="s.wesley_old_f(a) > 0", functions=("s.wesley_old_f",)
    )


def test_the_changes_lead_to_the_new_schema() -> None:
    old = schema(function(comment="x"))
    new = schema(function(arguments="value integer", comment="x"))
    assert reduce(lambda found, change: change.apply(found), diff(old, new), old) == new


def test_indexes_are_built_beside_and_checks_are_validated() -> None:
    index = Index(name="i", keys=(IndexKey(expression=CALL),))
    used = table(indexes=(index,), checks=(Check(name="c", expression=HOLDS),))
    found = lines(plan_of(schema(function(), used), schema(function(returns="bigint"), used)))
    assert any("CREATE INDEX CONCURRENTLY wesley_new_i" in line for line in found)
    assert any("NOT VALID" in line for line in found)
    assert found[-2:] == [
        "contract concurrent: DROP INDEX CONCURRENTLY s.wesley_old_i;",
        "contract transaction: DROP FUNCTION s.wesley_old_f(int);",
    ]


def test_views_and_triggers_go_over_in_place() -> None:
    when = trigger(name="w", when=Expression(sql="s.f(new.a) > 0", columns=(), functions=("s.f",)))
    of_trigger = trigger_function("h")
    used = table(triggers=(replace(when, function="h"),))
    views = (view("v", "SELECT a FROM s.t WHERE s.f(a) > 0", "a"),)
    old, new = (
        Physical(functions=(function(returns=each), of_trigger), tables=(used,), views=views)
        for each in ("integer", "bigint")
    )
    found = lines(plan_of(old, new))
    assert any("CREATE OR REPLACE VIEW s.v" in line for line in found)
    assert any("CREATE OR REPLACE TRIGGER w" in line for line in found)


def test_a_name_of_a_plan_whose_contract_was_not_run_is_left_alone() -> None:
    old, new = schema(function()), schema(function(returns="bigint"))
    between = plan_of(old, new).between
    assert [each.name for each in between.functions] == ["f", "wesley_old_f"]
    back = plan_of(between, old)
    assert {each.name for each in back.between.functions} == {"f", "wesley_old_f", "wesley_old_f_2"}
    assert [segment.phase for segment in back.segments][-1] is Phase.CONTRACT
    assert back.goal == old


GENERATED = Column(name="x", type="integer", generated=Generated(expression=CALL, stored=True))
EXCLUDES = Exclusion(name="e", method="gist", elements=(ExclusionElement(key=IndexKey(expression=CALL), operator="="),))
BY = partitioned(LOW, HIGH)


@pytest.mark.parametrize(
    ("used", "user"),
    [
        (Table(schema="s", name="t", columns=(*COLUMNS, GENERATED)), "the generated column s.t.x"),
        (table(exclusions=(EXCLUDES,)), "the exclusion e of s.t"),
        (
            replace(BY, partitioning=BY.partitioning and replace(BY.partitioning, keys=(IndexKey(expression=CALL),))),
            "the partition key of s.t",
        ),
    ],
    ids=["generated", "exclusion", "partition key"],
)
def test_what_cannot_go_over_is_refused_by_name(used: Table, user: str) -> None:
    with pytest.raises(WesleyError) as caught:
        diff(schema(function(), used), schema(function(returns="bigint"), used))
    assert caught.value.problems[0].code is FUNCTION_IN_USE
    assert f"{user} uses it" in caught.value.problems[0].message


def test_a_domain_that_calls_it_and_a_trigger_that_executes_it_are_refused() -> None:
    of_domain = domain(checks=(Check(name="c", expression=replace(HOLDS, sql="s.f(VALUE) > 0")),))
    old, new = (Physical(functions=(function(returns=each),), domains=(of_domain,)) for each in ("integer", "bigint"))
    with pytest.raises(WesleyError, match="the domain "):
        diff(old, new)
    fired = table(triggers=(trigger(),))
    changed = replace(trigger_function(), returns="integer")
    with pytest.raises(WesleyError, match="the trigger g of "):
        diff(schema(trigger_function(), fired), schema(changed, fired))


def test_of_several_of_one_name_it_is_not_known_which_is_called() -> None:
    other = function(arguments="text")
    old, new = (Physical(functions=(function(returns=each), other), tables=(USED,)) for each in ("integer", "bigint"))
    with pytest.raises(WesleyError, match="several functions are called"):
        diff(old, new)


def test_a_new_type_comes_in_a_plan_before() -> None:
    new = replace(schema(function(returns="s.mood")), enums=(Enum(schema="s", name="mood", values=("a",)),))
    with pytest.raises(WesleyError, match="it names what this plan makes itself"):
        diff(schema(function()), new)
