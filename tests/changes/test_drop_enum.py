"""An enum goes when nothing is of it any more."""

from __future__ import annotations

from tests.changes.objects import plan_of
from tests.changes.small import lines
from wesley.ir.enum import Enum
from wesley.ir.schema import Physical


def test_it_waits() -> None:
    old = Physical(enums=(Enum(schema="s", name="mood", values=("calm",)),))
    assert lines(plan_of(old, Physical())) == ["contract transaction: DROP TYPE s.mood;"]
