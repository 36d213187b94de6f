"""How values are stored and sampled changes without a touch of those that are there."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.tables import locked, plan_of, schema, users
from wesley.changes.codes import STORAGE_UNKNOWN
from wesley.ir.column import Column
from wesley.problems.problem import WesleyError

BODY = Column(name="body", type="text")
SET = replace(BODY, storage="EXTERNAL", compression="pglz", statistics=500)


def test_each_property_is_set_with_its_own_lock() -> None:
    steps = plan_of(schema(users(BODY)), schema(users(SET))).steps()
    assert [locked(step.statement)["users"] for step in steps] == [
        "ACCESS EXCLUSIVE",
        "ACCESS EXCLUSIVE",
        "SHARE UPDATE EXCLUSIVE",
    ]


def test_only_what_differs_is_set() -> None:
    (step,) = plan_of(schema(users(SET)), schema(users(replace(SET, statistics=None)))).steps()
    assert step.statement.sql.endswith("SET STATISTICS -1;")


@pytest.mark.parametrize(
    ("type_name", "version", "storage"),
    [
        ("text", 16, '"default"'),
        ("text", 15, "extended"),
        ("character varying(20)", 15, "extended"),
        ("numeric(12,2)", 15, "main"),
        ("integer[]", 12, "extended"),
    ],
)
def test_the_storage_of_the_type_comes_back(type_name: str, version: int, storage: str) -> None:
    column = Column(name="body", type=type_name)
    before = schema(users(replace(column, storage="EXTERNAL")))
    (step,) = plan_of(before, schema(users(column)), version=version).steps()
    assert step.statement.sql.lower().endswith(f"set storage {storage};")


def test_an_unknown_storage_is_refused_where_it_has_to_be_named() -> None:
    column = Column(name="body", type="public.vector")
    before = schema(users(replace(column, storage="EXTERNAL")))
    with pytest.raises(WesleyError, match=r"public\.vector is not known") as caught:
        plan_of(before, schema(users(column)), version=15)
    assert caught.value.problems[0].code == STORAGE_UNKNOWN
