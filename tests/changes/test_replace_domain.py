"""The type of a domain changes only where nothing uses it."""

from __future__ import annotations

import pytest

from tests.changes.objects import domain, plan_of
from tests.changes.small import lines
from wesley.changes.codes import DOMAIN_IN_USE
from wesley.ir.column import Column
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.problems.problem import WesleyError


def test_an_idle_one_is_made_anew_in_one_transaction() -> None:
    old, new = (Physical(domains=(domain(type=each, comment="x"),)) for each in ("integer", "bigint"))
    assert lines(plan_of(old, new)) == [
        "expand transaction: DROP DOMAIN s.price;",
        "expand transaction: CREATE DOMAIN s.price AS bigint;",
        "expand transaction: COMMENT ON DOMAIN s.price IS 'x';",
    ]


def test_one_in_use_is_refused_with_a_way_out() -> None:
    table = Table(schema="s", name="u", columns=(Column(name="c", type="s.price"),))
    old, new = (Physical(domains=(domain(type=each),), tables=(table,)) for each in ("integer", "bigint"))
    with pytest.raises(WesleyError) as caught:
        plan_of(old, new)
    assert caught.value.problems[0].code is DOMAIN_IN_USE
    assert "second domain" in (caught.value.problems[0].help or "")
