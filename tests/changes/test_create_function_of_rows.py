"""A function of the rows of a new table comes after it."""

from __future__ import annotations

from tests.changes.objects import function, plan_of
from tests.changes.small import lines, table
from wesley.ir.schema import Physical


def test_it_comes_after_the_table() -> None:
    new = Physical(functions=(function(arguments="s.t"),), tables=(table(),))
    made = [line.split(": ")[1][:15] for line in lines(plan_of(Physical(), new))]
    assert made == ["CREATE TABLE s.", "CREATE FUNCTION"]
