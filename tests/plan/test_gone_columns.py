"""Who reads a column is told from the query, not from the words in it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.objects import view
from tests.changes.small import COLUMNS, planned, table
from wesley.ir.schema import Physical
from wesley.plan.gone_columns import readers
from wesley.plan.plan import Plan

WIDE, NARROW = table(), replace(table(), columns=COLUMNS[:2])


def _plan(query: str) -> Plan:
    """A plan that drops s.t.k, and a view that stays."""
    plan = planned((WIDE, table("p")), (NARROW, table("p")))
    reading = view("v", query, "x", reads=("p", "t"))
    return replace(plan, goal=Physical(tables=plan.goal.tables, views=(reading,)))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT k AS x FROM s.t",
        "SELECT a AS x FROM s.t AS u WHERE u.k > 1",
        "SELECT * FROM s.t",
        "SELECT x FROM (SELECT t.k AS x FROM s.t) AS u",
        "SELECT a AS x FROM s.t NATURAL JOIN s.p",
    ],
)
def test_a_view_that_reads_it(query: str) -> None:
    assert list(readers(_plan(query))) == [("the view s.v", "s.t.k")]


@pytest.mark.parametrize("query", ["SELECT a AS x FROM s.t", "SELECT p.k AS x FROM s.t JOIN s.p ON p.a = t.a"])
def test_one_that_reads_another_column_of_that_name(query: str) -> None:
    assert list(readers(_plan(query))) == []


def test_a_column_that_stays_is_read_by_whom_it_may() -> None:
    assert list(readers(planned(WIDE, WIDE))) == []
