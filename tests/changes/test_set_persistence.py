"""LOGGED and UNLOGGED rewrite the table, in an order in which no logged table refers to an unlogged one."""

from __future__ import annotations

import pytest

from tests.changes.tables import locked, plan_of, schema, users
from wesley.ir.column import Column
from wesley.ir.constraint import ForeignKey
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence
from wesley.ir.table import Table

KEY = ForeignKey(name="posts_user", columns=("user_id",), ref_schema="public", ref_table="users", ref_columns=("id",))


def _both(*, unlogged: bool) -> Physical:
    posts = Table(
        schema="public",
        name="posts",
        columns=(Column(name="user_id", type="bigint"),),
        foreign_keys=(KEY,),
        unlogged=unlogged,
    )
    return schema(users(unlogged=unlogged), posts)


@pytest.mark.parametrize(("unlogged", "order"), [(True, ["posts", "users"]), (False, ["users", "posts"])])
def test_a_logged_table_never_refers_to_an_unlogged_one(unlogged: bool, order: list[str]) -> None:
    plan = plan_of(_both(unlogged=not unlogged), _both(unlogged=unlogged))
    assert [step.statement.rewrites[0].name for step in plan.steps()] == order


def test_the_other_end_of_a_foreign_key_is_looked_at() -> None:
    first, second = plan_of(_both(unlogged=True), _both(unlogged=False)).steps()
    assert locked(first.statement) == {"users": "ACCESS EXCLUSIVE", "users_pkey": "ACCESS EXCLUSIVE"}
    assert locked(second.statement) == {"posts": "ACCESS EXCLUSIVE", "users": "ACCESS SHARE"}


@pytest.mark.parametrize(("version", "follows"), [(14, False), (15, True)])
def test_sequences_follow_their_table_from_15_on(version: int, follows: bool) -> None:
    sequences = (Sequence(schema="public", name="users_id_seq", owned_by=("public", "users", "id")),)
    before, after = (schema(users(unlogged=unlogged), sequences=sequences) for unlogged in (False, True))
    (step,) = plan_of(before, after, version=version).steps()
    assert ("users_id_seq" in locked(step.statement)) is follows
