"""Rows are filled in batches, along a key or page by page."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tests.changes.tables import locked, only_statement, partitioned, schema, situation, sql, users
from wesley.changes.backfill import Backfill, row_key, walked_key
from wesley.changes.codes import BACKFILL_WITHOUT_KEY
from wesley.changes.own_names import sync_name
from wesley.changes.statement import Mode
from wesley.ir.column import Column
from wesley.ir.constraint import Unique
from wesley.ir.domain import Domain
from wesley.ir.enum import Enum
from wesley.ir.index import Index, IndexKey
from wesley.ir.routine import Trigger, TriggerEvent, TriggerFiring, TriggerTiming
from wesley.ir.table import Table
from wesley.problems.problem import WesleyError

NICK = Column(name="nick", type="text")
CODE = Column(name="code", type="text", nullable=False)
FILL = Backfill(schema="public", table="users", assignments=(("nick", "lower('X')"),), condition="nick IS NULL", size=7)
TOUCH = Trigger(
    name="touch",
    timing=TriggerTiming.BEFORE,
    events=(TriggerEvent.UPDATE,),
    function_schema="public",
    function="touch",
)


def _without_key(*columns: Column, **fields: Any) -> Table:
    return users(*columns, primary_key=None, **fields)


def test_it_walks_along_the_primary_key() -> None:
    statement = only_statement(FILL, situation(schema(users(NICK))))
    assert statement.mode is Mode.BATCHES
    assert statement.batches is not None
    assert statement.batches.key == ("id",)
    assert statement.batches.size == 7
    assert locked(statement) == {"users": "ROW EXCLUSIVE", "users_pkey": "ROW EXCLUSIVE"}


def test_it_means_nothing_for_the_schema() -> None:
    before = schema(users(NICK))
    assert FILL.apply(before) is before


def test_a_table_of_the_plan_has_no_rows() -> None:
    assert FILL.online(situation(schema(users(NICK)), created=frozenset({("public", "users")}))) == ()


def test_a_unique_key_of_required_columns_will_do() -> None:
    by_unique = _without_key(CODE, uniques=(Unique(name="one", columns=("code",)),))
    assert row_key(by_unique) == ("code",)
    index = Index(name="one", keys=(IndexKey(column="code"),), unique=True)
    assert row_key(_without_key(CODE, indexes=(index,))) == ("code",)


@pytest.mark.parametrize(
    "index",
    [
        Index(name="one", keys=(IndexKey(column="nick"),), unique=True),
        Index(name="one", keys=(IndexKey(column="code"),)),
        Index(name="one", keys=(IndexKey(column="code"),), unique=True, valid=False),
        Index(name="one", keys=(IndexKey(column="code"),), unique=True, where=sql("id > 0", "id")),
        Index(name="one", keys=(IndexKey(expression=sql("lower(code)", "code")),), unique=True),
    ],
)
def test_what_may_hold_null_or_twice_the_same_is_no_key(index: Index) -> None:
    assert row_key(_without_key(CODE, NICK, indexes=(index,))) == ()


@pytest.mark.parametrize(
    ("type_name", "is_walked"),
    [
        ("character varying(20)", True),
        ("integer[]", True),
        ("public.colour", True),
        ("public.code", True),
        ("public.free", False),
        ("citext", False),
        ("citext[]", False),
        ("extensions.citext", False),
    ],
)
def test_the_order_of_a_key_is_one_that_every_search_path_shows(type_name: str, is_walked: bool) -> None:
    key = Unique(name="one", columns=("code",))
    table = _without_key(replace(CODE, type=type_name), uniques=(key,))
    physical = replace(
        schema(table),
        enums=(Enum(schema="public", name="colour", values=("red",)),),
        domains=(
            Domain(schema="public", name="code", type="public.colour"),
            Domain(schema="public", name="free", type="citext"),
        ),
    )
    assert walked_key(table, physical) == (("code",) if is_walked else ())
    assert row_key(table) == ("code",)


def test_another_key_is_taken_where_the_first_one_cannot_be_walked() -> None:
    number = Column(name="number", type="integer", nullable=False)
    keys = (Unique(name="one", columns=("code",)), Unique(name="two", columns=("number",)))
    table = _without_key(replace(CODE, type="citext"), number, uniques=keys)
    assert walked_key(table, schema(table)) == ("number",)


def test_without_a_key_it_goes_page_by_page() -> None:
    statement = only_statement(FILL, situation(schema(_without_key(NICK)), version=14))
    assert statement.mode is Mode.BATCHES
    assert statement.batches is not None
    assert statement.batches.key == ()
    assert "ctid" in statement.sql


def test_each_partition_is_walked_by_its_own_pages() -> None:
    statements = FILL.statements(situation(schema(partitioned(NICK))))
    assert [set(locked(statement)) for statement in statements] == [{"users_1"}, {"users_2"}]
    assert [each.batches.table.name for each in statements if each.batches] == ["users_1", "users_2"]


def test_without_a_key_and_pages_it_is_refused() -> None:
    with pytest.raises(WesleyError, match="no primary key") as caught:
        FILL.statements(situation(schema(_without_key(NICK)), version=13))
    assert caught.value.problems[0].code == BACKFILL_WITHOUT_KEY


def test_the_triggers_that_fire_are_named() -> None:
    others = (
        replace(TOUCH, name="inserts", events=(TriggerEvent.INSERT,)),
        replace(TOUCH, name="elsewhere", update_columns=("code",)),
        replace(TOUCH, name="off", firing=TriggerFiring.DISABLED),
        replace(TOUCH, name="~" + (ours := sync_name("fill", "users", "nick")), function=ours),
    )
    statement = only_statement(FILL, situation(schema(users(NICK, CODE, triggers=(TOUCH, *others)))))
    assert statement.fires == ("public.users.touch",)
    assert "triggers of the table fire" in statement.why
