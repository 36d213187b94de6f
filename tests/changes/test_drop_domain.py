"""A domain goes before the one that it stands on."""

from __future__ import annotations

from tests.changes.objects import domain, plan_of
from tests.changes.small import lines
from wesley.ir.schema import Physical


def test_what_stands_on_it_goes_first() -> None:
    old = Physical(domains=(domain("amount", type="s.price"), domain("price")))
    assert lines(plan_of(old, Physical())) == [
        "contract transaction: DROP DOMAIN s.amount;",
        "contract transaction: DROP DOMAIN s.price;",
    ]
