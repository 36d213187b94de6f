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


def test_the_loss_is_refused_although_the_contract_waits() -> None:
    with pytest.raises(WesleyError):
        planned(USER_AND_ORDER, USER, contract=False)
