"""A change that waits although its kind need not."""

from __future__ import annotations

from tests.changes.small import check, index, table
from wesley.changes.add_check import AddCheck
from wesley.changes.create_index import CreateIndex
from wesley.changes.later import Later, later
from wesley.changes.rename_table import RenameTable
from wesley.changes.situation import Situation
from wesley.ir.schema import Physical

SCHEMA = Physical(tables=(table(),))
SITUATION = Situation(before=SCHEMA, goal=SCHEMA, version=15)
ADD = AddCheck(schema="s", table="t", check=check("c", "a > 0"))


def test_it_waits_in_its_smallest_forms() -> None:
    forms = tuple(later((ADD,), SITUATION))
    assert [type(form.change).__name__ for form in forms] == ["AddCheck", "ValidateCheck"]
    assert all(form.contract for form in forms)


def test_it_means_and_says_the_same() -> None:
    waiting = Later(change=ADD)
    assert waiting.apply(SCHEMA) == ADD.apply(SCHEMA)
    assert waiting.title() == ADD.title()
    assert waiting.statements(SITUATION) == ADD.statements(SITUATION)


def test_it_takes_the_names_that_others_give_meanwhile() -> None:
    waiting = Later(change=CreateIndex(schema="s", table="t", index=index("i", "a")))
    carried = waiting.carried(RenameTable(before=("s", "t"), after=("s", "u")), SCHEMA)
    assert isinstance(carried, Later)
    assert carried.change == CreateIndex(schema="s", table="u", index=index("i", "a"))
