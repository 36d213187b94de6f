"""Data are never lost unsaid."""

from __future__ import annotations

import pytest

from tests.plan.planned import USER, USER_AND_ORDER, planned
from wesley.plan.codes import DATA_LOSS, NOT_LOST
from wesley.plan.loss import lost
from wesley.problems.problem import UsageError, WesleyError


def test_a_table_that_would_go_has_to_be_named() -> None:
    with pytest.raises(WesleyError) as refused:
        planned(USER_AND_ORDER, USER)
    (problem,) = refused.value.problems
    assert problem.code is DATA_LOSS
    assert problem.message == "the data of public.orders would be lost"
    assert problem.help == "if that is meant: --allow-drop orders"


@pytest.mark.parametrize("name", ["orders", "public.orders", "*"])
def test_naming_it_is_enough(name: str) -> None:
    assert lost(planned(USER_AND_ORDER, USER, allow_drop=(name,))) == ("public.orders",)


def test_a_name_that_fits_nothing_is_refused_with_the_one_that_is_near() -> None:
    with pytest.raises(UsageError) as refused:
        planned(USER_AND_ORDER, USER, allow_drop=("orders", "order"))
    (problem,) = refused.value.problems
    assert problem.code is NOT_LOST
    assert problem.help == "did you mean `orders`?"


def test_a_name_that_fits_nothing_is_told_beside_what_is_missing() -> None:
    with pytest.raises(WesleyError) as refused:
        planned(USER_AND_ORDER, USER, allow_drop=("order",))
    (problem,) = refused.value.problems
    assert problem.code is DATA_LOSS
    assert problem.help == (
        "if that is meant: --allow-drop orders\n"
        "`--allow-drop order` is for nothing that the plan loses; did you mean `orders`?"
    )


def test_the_loss_is_refused_although_the_contract_waits() -> None:
    with pytest.raises(WesleyError):
        planned(USER_AND_ORDER, USER, contract=False)


ORDERS = """
type Order @table {
  id: ID! @primaryKey
}
type Old @table(schema: "shop", name: "orders") {
  id: ID! @primaryKey
}
"""


def test_a_name_that_fits_two_things_is_refused() -> None:
    with pytest.raises(UsageError) as refused:
        planned(USER + ORDERS, USER, allow_drop=("orders",))
    (problem,) = refused.value.problems
    assert problem.code is NOT_LOST
    assert problem.message == "`orders` may be public.orders or shop.orders"
    assert problem.help == "say which, or all: --allow-drop public.orders --allow-drop shop.orders"


def test_two_things_of_one_name_are_told_apart() -> None:
    with pytest.raises(WesleyError) as refused:
        planned(USER + ORDERS, USER, allow_drop=("shop.orders",))
    (problem,) = refused.value.problems
    assert problem.help == "if that is meant: --allow-drop public.orders"
    assert lost(planned(USER + ORDERS, USER, allow_drop=("shop.orders", "public.orders")))


def test_a_whole_name_goes_before_the_end_of_another() -> None:
    """`users.age` is a table of the schema `users` here, and not the column `age` of `public.users` too."""
    age = '\ntype Age @table(schema: "users", name: "age") {\n  id: ID! @primaryKey\n}\n'
    with pytest.raises(WesleyError) as refused:
        planned(USER + age, USER.replace("age: Int", ""), allow_drop=("users.age",))
    (problem,) = refused.value.problems
    assert problem.message == "the data of public.users.age would be lost"
    assert problem.help == "if that is meant: --allow-drop public.users.age"


def test_a_name_is_quoted_for_the_shell() -> None:
    odd = '\ntype Odd @table(name: "a; b") {\n  id: ID! @primaryKey\n}\n'
    with pytest.raises(WesleyError) as refused:
        planned(USER + odd, USER)
    (problem,) = refused.value.problems
    assert problem.help == "if that is meant: --allow-drop 'a; b'"
