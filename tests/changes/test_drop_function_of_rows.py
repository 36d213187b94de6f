"""A function of the rows of a table goes before the table."""

from __future__ import annotations

from tests.changes.objects import function, plan_of
from tests.changes.small import lines, table
from wesley.ir.schema import Physical


def test_it_goes_before_the_table() -> None:
    old = Physical(functions=(function(arguments="s.t"),), tables=(table(),))
    assert lines(plan_of(old, Physical())) == [
        "contract transaction: DROP FUNCTION s.f(s.t);",
        "contract transaction: DROP TABLE s.t;",
    ]
