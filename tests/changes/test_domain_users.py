"""Who holds values of a domain."""

from __future__ import annotations

import pytest

from tests.changes.objects import domain
from wesley.changes.codes import DOMAIN_IN_USE
from wesley.changes.domain_users import domain_users, is_used
from wesley.ir.column import Column
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.problems.problem import WesleyError


def using(sql_type: str) -> Physical:
    table = Table(schema="s", name="u", columns=(Column(name="c", type=sql_type),))
    return Physical(domains=(domain(), domain("amount", type="s.price")), tables=(table,))


@pytest.mark.parametrize("sql_type", ["s.price", "s.amount"])
def test_columns_of_the_domain_and_of_what_stands_on_it(sql_type: str) -> None:
    assert domain_users(using(sql_type), "s", "price").columns == (("s", "u", "c"),)


def test_a_domain_under_another_is_in_use() -> None:
    assert is_used(using("text"), "s", "price")
    assert not is_used(using("text"), "s", "amount")


def test_values_in_arrays_cannot_be_checked() -> None:
    with pytest.raises(WesleyError) as caught:
        domain_users(using("s.price[]"), "s", "price")
    assert caught.value.problems[0].code is DOMAIN_IN_USE
