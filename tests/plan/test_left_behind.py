"""What stays does not lose what it stands on."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.sdl.harness import compiled
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
    plan = make_plan(old, scoped(old, new), server=15, allow_drop=("*",))
    with pytest.raises(WesleyError) as refused:
        refuse_left_behind(plan)
    (problem,) = refused.value.problems
    assert problem.code is UNMANAGED_TOUCHED
    assert problem.message == f"the plan drops public.users, and {who} stays and stands on it"


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
