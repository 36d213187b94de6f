"""A purge drops what is kept, each thing by its name."""

from __future__ import annotations

import pytest

from tests.plan.planned import USER, USER_AND_ORDER, statements
from tests.sdl.harness import compiled
from wesley.ir.schema import Schema
from wesley.plan.kept import Keeping
from wesley.plan.make import make_plan
from wesley.plan.purge import purge
from wesley.problems.problem import WesleyError

BARE = USER.replace("  age: Int\n", "")


def _kept(keeping: Keeping) -> Schema:
    plan = make_plan(compiled(USER_AND_ORDER), compiled(BARE), server=15, contract=True, keeping=keeping)
    return Schema(physical=plan.goal)


def test_it_drops_tables_columns_and_side_tables_and_their_schemas() -> None:
    assert statements(purge(_kept(Keeping(soft_drop=True)), server=15, allow_drop=("*",))) == [
        "ALTER TABLE public.users DROP wesley_dropped_age;",
        "DROP TABLE wesley_dropped.orders;",
        "DROP SCHEMA wesley_dropped;",
    ]
    assert statements(purge(_kept(Keeping(keep_data=True)), server=15, allow_drop=("*",))) == [
        "DROP TABLE wesley_dropped.orders;",
        "DROP TABLE wesley_kept.users_age;",
        "DROP SCHEMA wesley_dropped;",
        "DROP SCHEMA wesley_kept;",
    ]


def test_each_thing_has_to_be_named() -> None:
    kept = _kept(Keeping(soft_drop=True))
    with pytest.raises(WesleyError, match=r"wesley_dropped\.orders would be lost"):
        purge(kept, server=15, allow_drop=("users.wesley_dropped_age",))
    purge(kept, server=15, allow_drop=("users.wesley_dropped_age", "orders"))


def test_where_nothing_is_kept_there_is_nothing_to_do() -> None:
    assert purge(compiled(USER), server=15).segments == ()
