"""What calls a function of rows comes after it, and it after the rows."""

from __future__ import annotations

import pytest

from tests.changes.objects import function, plan_of, view
from tests.changes.small import lines, table
from wesley.changes.codes import VIEW_IN_USE
from wesley.ir.schema import Physical
from wesley.problems.problem import WesleyError

ROWS = view("v", "SELECT a FROM s.t", "a")
CALLER = view("c", "SELECT s.f(v) AS a FROM s.v", "a", reads=("v",))
OF_ROWS = function(arguments="s.v")


def made(old: Physical, new: Physical) -> list[str]:
    return [" ".join(line.split(": ")[1].split()[:3]).partition("(")[0] for line in lines(plan_of(old, new))]


def test_a_view_comes_after_the_function_that_it_calls() -> None:
    new = Physical(tables=(table(),), views=(ROWS, CALLER), functions=(OF_ROWS,))
    assert made(Physical(), new) == ["CREATE TABLE s.t", "CREATE VIEW s.v", "CREATE FUNCTION s.f", "CREATE VIEW s.c"]
    assert made(new, Physical()) == ["DROP VIEW s.c;", "DROP FUNCTION s.f", "DROP VIEW s.v;", "DROP TABLE s.t;"]


def test_it_may_know_the_rows_from_its_function_alone() -> None:
    alone = view("a", "SELECT (s.f(NULL)).a AS a", "a", reads=())
    new = Physical(tables=(table(),), views=(ROWS, alone), functions=(OF_ROWS,))
    assert made(Physical(), new)[1:] == ["CREATE VIEW s.v", "CREATE FUNCTION s.f", "CREATE VIEW s.a"]
    assert made(new, Physical())[:3] == ["DROP VIEW s.a;", "DROP FUNCTION s.f", "DROP VIEW s.v;"]


def test_a_function_of_the_rows_of_a_new_table_comes_before_a_view_that_is_made_anew() -> None:
    old, new = view("w", "SELECT a FROM s.p", "a", reads=("p",)), view("w", "SELECT s.f(t) AS b FROM s.t", "b")
    before = Physical(tables=(table("p"),), views=(old,))
    after = Physical(tables=(table("p"), table()), views=(new,), functions=(function(arguments="s.t"),))
    assert made(before, after) == ["CREATE TABLE s.t", "CREATE FUNCTION s.f", "DROP VIEW s.w;", "CREATE VIEW s.w"]


def test_no_function_can_come_between_two_views_that_are_made_together() -> None:
    before = Physical(tables=(table(),), views=(ROWS, view("c", "SELECT a FROM s.v", "a", reads=("v",))))
    wide = view("v", "SELECT 1 AS b, a FROM s.t", "b", "a")
    after = Physical(tables=(table(),), views=(wide, CALLER), functions=(OF_ROWS,))
    with pytest.raises(WesleyError) as caught:
        plan_of(before, after)
    assert caught.value.problems[0].code is VIEW_IN_USE
