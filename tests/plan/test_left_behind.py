"""What stays does not lose what it stands on."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.objects import function, view
from tests.sdl.harness import compiled
from wesley.ir.routine import Function
from wesley.ir.schema import Physical, Schema
from wesley.plan.codes import UNMANAGED_TOUCHED
from wesley.plan.left_behind import refuse_left_behind
from wesley.plan.make import make_plan
from wesley.plan.scope import scoped
from wesley.problems.problem import WesleyError

USER = """
type User @table {
  id: ID! @primaryKey
  name: String
}
"""
VIEW = 'type Name @view(sql: "SELECT id, name FROM users", schema: "reports") { id: ID! name: String }'
POST = """
type Post @table(schema: "reports") {
  id: ID! @primaryKey
  userId: ID @foreignKey(ref: "User.id")
}
"""
OTHER = "type Other @table { id: ID! @primaryKey }"


def _without(column: str) -> str:
    return "\n".join(line for line in USER.splitlines() if f"{column}:" not in line)


def _refusal(old: Schema, new: Schema) -> str:
    plan = make_plan(old, scoped(old, new), server=15, allow_drop=("*",))
    with pytest.raises(WesleyError) as refused:
        refuse_left_behind(plan)
    (problem,) = refused.value.problems
    assert problem.code is UNMANAGED_TOUCHED
    return problem.message


@pytest.mark.parametrize(
    ("stays", "who"),
    [
        (VIEW, "the view reports.names"),
        (VIEW.replace("schema:", "materialized: true, schema:"), "the materialized view reports.names"),
        (POST, "the foreign key posts_user_id_fkey of reports.posts"),
    ],
)
def test_what_stays_in_a_schema_that_is_left_alone_keeps_what_it_stands_on(stays: str, who: str) -> None:
    old, new = compiled(USER + stays), compiled(OTHER)
    assert _refusal(old, new) == f"the plan drops public.users, and {who} stays and stands on it"


NICK = USER.replace("name: String", "name: String  nick: Int @unique")
TO_NICK = 'type Post @table(schema: "reports") { id: ID! @primaryKey  nick: Int @foreignKey(ref: "User.nick") }'
WITH_MOOD = 'enum Mood { GOOD BAD }  type Day @table(schema: "reports") { id: ID! @primaryKey  moods: [Mood!] }'
BY_NAME = """
type Day @table(schema: "reports") @rls(select: "EXISTS (SELECT 1 FROM public.users WHERE name = 'x')") {
  id: ID! @primaryKey
}
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (USER + VIEW, _without("name"), "users.name, and the view reports.names"),
        (NICK + TO_NICK, NICK.replace(" @unique", ""), "the key (nick) of public.users, and the foreign key"),
        (USER + WITH_MOOD, USER, "the type public.mood, and the table reports.days"),
        (USER + BY_NAME, _without("name"), "public.users.name, and the policy "),
    ],
    ids=["column of a view", "key", "type", "column of a policy"],
)
def test_so_does_what_stands_on_a_part(old: str, new: str, message: str) -> None:
    assert message in _refusal(compiled(old), compiled(new))


def test_a_view_keeps_the_other_columns_of_what_it_reads() -> None:
    old, new = compiled(NICK + VIEW), compiled(USER)
    refuse_left_behind(make_plan(old, scoped(old, new), server=15, allow_drop=("*",)))


def test_a_function_keeps_its_rows_and_who_calls_it_keeps_it() -> None:
    old, new = compiled(USER + OTHER), compiled(OTHER)
    of_rows = Function(
        schema="public", name="f", arguments="public.users", returns="text", language="sql", body="SELECT 'x'"
    )
    with_rows = replace(old, physical=replace(old.physical, functions=(of_rows,)))
    assert "drops public.users, and the function public.f stays" in _refusal(with_rows, new)
    caller = view("v", "SELECT s.f(1) AS a", "a", reads=())
    before = Schema(physical=Physical(views=(caller,), functions=(function(),)))
    after = Schema(physical=Physical(views=(caller,)))
    plan = make_plan(before, after, server=15, allow_drop=("*",))
    with pytest.raises(WesleyError, match=r"the function s\.f, and the view s\.v stays"):
        refuse_left_behind(plan)


def test_what_goes_along_is_in_nobodys_way() -> None:
    old, new = compiled(USER + VIEW + POST), compiled(OTHER)
    refuse_left_behind(make_plan(old, new, server=15, allow_drop=("*",)))


def test_a_table_that_is_renamed_is_not_gone() -> None:
    old, new = (
        compiled(USER + POST),
        compiled(USER.replace("@table", '@table(name: "people") @renamedFrom(name: "users")')),
    )
    refuse_left_behind(make_plan(old, scoped(old, new), server=15))


def test_what_the_old_schema_did_not_have_either_is_not_dropped() -> None:
    old = compiled(USER + VIEW)
    blind = replace(old, physical=replace(old.physical, tables=()))
    refuse_left_behind(make_plan(blind, blind, server=15))
