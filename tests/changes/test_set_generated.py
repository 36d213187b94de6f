"""A generated column is computed otherwise, or becomes a plain one."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.tables import plan_of, schema, situation, sql, users
from wesley.changes.codes import GENERATED_CHANGE
from wesley.changes.set_generated import SetGenerated
from wesley.changes.statement import Mode, Statement
from wesley.ir.access import Grant
from wesley.ir.column import Column, Generated
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.view import View
from wesley.problems.problem import WesleyError

TWICE = Generated(expression=sql("id * 2", "id"), stored=True)
THRICE = Generated(expression=sql("id * 3", "id"), stored=True)
TOTAL = Column(name="total", type="bigint", generated=TWICE)


def _statements(before: Physical, generated: Generated | None, version: int) -> list[Statement]:
    change = SetGenerated(schema="public", table="users", column="total", generated=generated)
    return list(change.statements(situation(before, version=version)))


def test_from_17_on_the_expression_is_set() -> None:
    (statement,) = _statements(schema(users(TOTAL)), THRICE, 17)
    assert statement.sql == "ALTER TABLE public.users ALTER COLUMN total SET EXPRESSION AS (id * 3);"
    assert statement.mode is Mode.OWN
    assert [name.name for name in statement.rewrites] == ["users"]


def test_before_that_it_is_dropped_and_added_in_one_transaction() -> None:
    before = schema(users(replace(TOTAL, comment="sum", statistics=500)))
    after = schema(users(replace(TOTAL, comment="sum", statistics=500, generated=THRICE)))
    plan = plan_of(before, after, version=16)
    (segment,) = plan.segments
    assert len(segment.steps) == 4
    assert [step.statement.loses for step in segment.steps] == [()] * 4


@pytest.mark.parametrize(
    "table",
    [
        users(TOTAL, indexes=(Index(name="users_total", keys=(IndexKey(column="total"),)),)),
        users(TOTAL, grants=(Grant(role="app", privileges=("SELECT",), columns=("total",)),)),
    ],
)
def test_what_would_go_with_the_column_is_not_given_up(table: Table) -> None:
    with pytest.raises(WesleyError, match="would go with it") as caught:
        _statements(schema(table), THRICE, 16)
    assert caught.value.problems[0].code == GENERATED_CHANGE


def test_a_view_that_reads_the_column_stands_on_it() -> None:
    reading = View(schema="public", name="v", query=Expression(sql="SELECT u.total FROM users u", relations=("users",)))
    before = replace(schema(users(TOTAL)), views=(reading,))
    with pytest.raises(WesleyError, match="view v would go with it"):
        _statements(before, THRICE, 16)
    assert [statement.mode for statement in _statements(before, THRICE, 17)] == [Mode.OWN]


def test_a_stored_column_becomes_a_plain_one() -> None:
    (statement,) = _statements(schema(users(TOTAL)), None, 13)
    assert statement.sql.endswith("DROP EXPRESSION;")
    assert statement.rewrites == ()


@pytest.mark.parametrize(
    ("before", "wanted", "version"),
    [
        (replace(TOTAL, generated=None), TWICE, 18),
        (replace(TOTAL, generated=replace(TWICE, stored=False)), None, 18),
        (TOTAL, None, 12),
    ],
)
def test_what_postgresql_cannot_do_is_refused(before: Column, wanted: Generated | None, version: int) -> None:
    with pytest.raises(WesleyError, match="cannot make") as caught:
        _statements(schema(users(before)), wanted, version)
    assert "another name" in caught.value.problems[0].help


def test_a_virtual_column_is_read_only_where_it_is_checked() -> None:
    virtual = replace(TOTAL, generated=replace(TWICE, stored=False))
    wanted = replace(THRICE, stored=False)
    (free,) = _statements(schema(users(virtual)), wanted, 18)
    (required,) = _statements(schema(users(replace(virtual, nullable=False))), wanted, 18)
    assert free.scans == ()
    assert [name.name for name in required.scans] == ["users"]
