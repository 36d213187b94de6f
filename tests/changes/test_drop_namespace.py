"""A schema goes last, and only when it is empty."""

from __future__ import annotations

from tests.changes.objects import plan_of
from tests.changes.small import lines
from wesley.ir.access import Namespace
from wesley.ir.enum import Enum
from wesley.ir.schema import Physical


def test_it_goes_behind_what_lived_in_it_and_without_cascade() -> None:
    old = Physical(namespaces=(Namespace(name="app"),), enums=(Enum(schema="app", name="mood", values=("calm",)),))
    assert lines(plan_of(old, Physical())) == [
        "contract transaction: DROP TYPE app.mood;",
        "contract transaction: DROP SCHEMA app;",
    ]


def test_public_stays() -> None:
    assert lines(plan_of(Physical(namespaces=(Namespace(name="public"),)), Physical())) == []
