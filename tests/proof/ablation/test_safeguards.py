"""Each safeguard can be switched off in the process of a proof: the function that is replaced is there and is used."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from proof.ablation.safeguards import SAFEGUARDS
from tests.plan.planned import USER, USER_WITH_CHECK, planned
from wesley.execute import attempts, guard, run_transaction
from wesley.execute.concurrent import create_index

REPLACED = {
    "holder-probe": (attempts, "wait_for_holders"),
    "lock-timeout": (run_transaction, "of_kind"),
    "try-lock": (guard, "take"),
    "clean-up": (create_index, "clean"),
}


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    yield
    patch.stopall()


def switched_off(name: str) -> None:
    next(one for one in SAFEGUARDS if one.name == name).off()


@pytest.mark.parametrize("name", REPLACED)
def test_a_function_is_replaced(name: str) -> None:
    module, function = REPLACED[name]
    before = getattr(module, function)
    switched_off(name)
    assert getattr(module, function) is not before


def test_rows_are_validated_in_the_transaction_of_not_valid() -> None:
    assert len(planned(USER, USER_WITH_CHECK).segments) == 2
    switched_off("split")
    assert len(planned(USER, USER_WITH_CHECK).segments) == 1
