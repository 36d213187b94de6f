"""How big the tables are."""

from __future__ import annotations

from tests.plan.planned import USER, USER_AND_ORDER, planned
from wesley.changes.statement import RelationName
from wesley.ir.size import RelationSize
from wesley.plan.report.sizes import Sizes

USERS, ORDERS = (RelationName(schema="public", name=name) for name in ("users", "orders"))
SIZES = Sizes.of(planned(USER, USER_AND_ORDER), (RelationSize(schema="public", name="users", rows=7),))


def test_those_of_the_database_are_known_and_others_are_not() -> None:
    assert SIZES.rows(USERS) == 7
    assert SIZES.rows(RelationName(schema="public", name="other")) is None


def test_a_table_that_the_plan_makes_is_empty_and_not_in_use() -> None:
    assert SIZES.rows(ORDERS) == 0
    assert not SIZES.in_use(ORDERS)
    assert SIZES.in_use(USERS)
