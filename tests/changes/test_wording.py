"""Two schemas that mean the same in other words."""

from __future__ import annotations

from tests.changes.objects import domain, view
from tests.changes.small import check, table
from wesley.changes.wording import worded, wording
from wesley.ir.schema import Physical

FOUND = Physical(
    tables=(table(checks=(check("c", "a > 0"),)),),
    views=(view("v", "SELECT n AS a FROM s.t", "a"),),
    domains=(domain(),),
)
MEANT = Physical(
    tables=(table(checks=(check("c", "0 < a"),)),),
    views=(view("v", "SELECT t.n AS a FROM s.t", "a"),),
    domains=(domain(),),
)


def test_each_text_stands_with_what_is_meant_by_it() -> None:
    assert [(before, after.sql) for before, after in wording(FOUND, MEANT)] == [
        ("SELECT n AS a FROM s.t", "SELECT t.n AS a FROM s.t"),
        ("a > 0", "0 < a"),
    ]


def test_it_leads_from_one_to_the_other() -> None:
    assert worded(FOUND, wording(FOUND, MEANT)) == MEANT


def test_equal_schemas_need_no_words() -> None:
    assert wording(FOUND, FOUND) == ()
    assert worded(FOUND, ()) is FOUND
