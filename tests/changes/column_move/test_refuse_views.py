"""Views under which a type changes go in a plan of their own, and come in one."""

from __future__ import annotations

import pytest

from tests.plan.planned import planned, statements
from wesley.changes.codes import VIEW_BETWEEN_TYPES
from wesley.problems.problem import WesleyError

TABLE = "type User @table {{ id: ID! @primaryKey  age: {} }}"
VIEW = 'type {} @view(sql: "SELECT age FROM {}") {{ age: {} }}'


@pytest.mark.parametrize(
    ("old", "new"),
    [("Int", "BigInt"), ('String @column(type: "varchar(5)")', 'String @column(type: "varchar(9)")')],
)
def test_one_that_goes(old: str, new: str) -> None:
    with pytest.raises(WesleyError) as refused:
        planned(TABLE.format(old) + VIEW.format("Age", "users", old), TABLE.format(new))
    assert [problem.code for problem in refused.value.problems] == [VIEW_BETWEEN_TYPES]


def test_one_that_reads_another_new_one() -> None:
    old = TABLE.format("Int") + VIEW.format("Age", "users", "Int")
    new = TABLE.format("BigInt") + VIEW.format("Year", "users", "BigInt") + VIEW.format("Age", "years", "BigInt")
    with pytest.raises(WesleyError, match="made later"):
        planned(old, new)


def test_one_that_stays_is_made_anew() -> None:
    old = TABLE.format("Int") + VIEW.format("Age", "users", "Int")
    new = TABLE.format("BigInt") + VIEW.format("Age", "users", "BigInt")
    assert "DROP VIEW public.ages;" in statements(planned(old, new))
