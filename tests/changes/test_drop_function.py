"""A function goes when nothing calls it any more."""

from __future__ import annotations

from tests.changes.objects import function, plan_of
from tests.changes.small import lines, table
from wesley.ir.schema import Physical


def test_it_goes_behind_the_tables() -> None:
    old = Physical(functions=(function(),), tables=(table(),))
    assert lines(plan_of(old, Physical())) == [
        "contract transaction: DROP TABLE s.t;",
        "contract transaction: DROP FUNCTION s.f(int);",
    ]
