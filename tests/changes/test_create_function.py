"""A function comes before the tables, which may call it."""

from __future__ import annotations

from tests.changes.objects import function, plan_of
from tests.changes.small import lines, table
from wesley.ir.schema import Physical


def test_it_comes_first_and_its_comment_last() -> None:
    new = Physical(functions=(function(comment="x"),), tables=(table(),))
    made = [line.split(": ")[1][:17] for line in lines(plan_of(Physical(), new))]
    assert made == ["CREATE FUNCTION s", "CREATE TABLE s.t ", "COMMENT ON FUNCTI"]


def test_a_body_may_name_what_comes_later() -> None:
    new = Physical(functions=(function(body="SELECT a FROM s.t"),), tables=(table(),))
    assert lines(plan_of(Physical(), new))[0] == "expand transaction: SET LOCAL check_function_bodies TO OFF;"


def test_a_body_that_names_what_is_there_is_looked_at() -> None:
    old, new = (
        Physical(functions=functions, tables=(table(),)) for functions in ((), (function(body="SELECT a FROM s.t"),))
    )
    assert [line.split(": ")[1][:15] for line in lines(plan_of(old, new))] == ["CREATE FUNCTION"]
