"""A function is replaced in place; what cannot be is refused while it is used."""

from __future__ import annotations

import pytest

from tests.changes.objects import function, plan_of, trigger, trigger_function
from tests.changes.small import COLUMNS, lines, table
from wesley.changes.codes import FUNCTION_IN_USE
from wesley.ir.column import Column
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.routine import Function
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.problems.problem import WesleyError

CALLING = Index(name="i", keys=(IndexKey(expression=Expression(sql="s.f(a)", columns=("a",), functions=("s.f",))),))


def with_index(value: Function) -> Physical:
    return Physical(functions=(value,), tables=(table(indexes=(CALLING,)),))


def test_in_place_with_a_word_on_what_is_not_computed_again() -> None:
    plan = plan_of(with_index(function()), with_index(function(body="SELECT 2", comment="x")))
    made = [line.split(": ")[1][:26] for line in lines(plan)]
    assert made == ["CREATE OR REPLACE FUNCTION", "COMMENT ON FUNCTION s.f(in"]
    assert "the index i of s.t" in plan.steps()[0].statement.why


def test_another_result_of_an_idle_function_needs_drop_and_create() -> None:
    old, new = (Physical(functions=(function(returns=each),)) for each in ("integer", "bigint"))
    plan = plan_of(old, new)
    assert [line.split("(")[0] for line in lines(plan)] == [
        "expand transaction: DROP FUNCTION s.f",
        "expand transaction: CREATE FUNCTION s.f",
    ]


def test_one_that_is_dropped_takes_its_comment_along() -> None:
    old, new = (Physical(functions=(function(returns=each, comment="x"),)) for each in ("integer", "bigint"))
    assert lines(plan_of(old, new))[2] == "expand transaction: COMMENT ON FUNCTION s.f(int) IS 'x';"


def test_another_result_of_one_that_a_new_column_uses_is_refused() -> None:
    default = Column(name="extra", type="integer", default=Expression(sql="s.f(1)", functions=("s.f",)))
    wider = Table(schema="s", name="t", columns=(*COLUMNS, default))
    old = Physical(functions=(function(),), tables=(table(),))
    new = Physical(functions=(function(returns="bigint", body="SELECT extra FROM s.t"),), tables=(wider,))
    with pytest.raises(WesleyError) as caught:
        plan_of(old, new)
    assert caught.value.problems[0].code is FUNCTION_IN_USE
    assert "the default of s.t.extra" in caught.value.problems[0].message


def test_a_body_that_needs_a_new_column_comes_after_it() -> None:
    wider = Table(schema="s", name="t", columns=(*COLUMNS, Column(name="extra", type="text")), triggers=(trigger(),))
    old = Physical(functions=(trigger_function(),), tables=(table(triggers=(trigger(),)),))
    new = Physical(functions=(trigger_function(body="BEGIN NEW.extra := 1; RETURN NEW; END"),), tables=(wider,))
    assert [line.split(": ")[1][:19] for line in lines(plan_of(old, new))] == [
        "ALTER TABLE s.t ADD",
        "CREATE OR REPLACE F",
    ]
