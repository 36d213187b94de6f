"""Reference rows come at once and go when nobody writes them any more."""

from __future__ import annotations

from tests.changes.small import foreign_key, lines, locks, planned, primary_key, statement, table
from wesley.ir.constraint import ReferentialAction
from wesley.ir.table import Rows, Table


def lookup(*values: tuple[str, ...]) -> Table:
    return table("p", primary_key=primary_key("p_pkey", "a"), rows=Rows(columns=("a", "b"), values=values))


def test_new_rows_are_inserted_where_they_are_missing() -> None:
    plan = planned(lookup(("1", "x")), lookup(("1", "x"), ("2", "y")))
    assert lines(plan) == ["expand transaction: INSERT INTO s.p (a, b) VALUES ('2', 'y') ON CONFLICT DO NOTHING;"]
    assert locks(plan.steps()[0].statement) == {"p": "ROW EXCLUSIVE"}


def test_a_row_that_changes_keeps_its_key() -> None:
    plan = planned(lookup(("1", "x")), lookup(("1", "it's")))
    assert lines(plan) == ["expand transaction: UPDATE s.p SET b = 'it''s' WHERE a = '1';"]


def test_a_row_that_goes_waits_and_is_looked_for() -> None:
    referring = table("t", foreign_keys=(foreign_key("f"),))
    plan = planned((lookup(("1", "x"), ("2", "y")), referring), (lookup(("1", "x")), referring))
    assert lines(plan) == ["contract validation: DELETE FROM s.p WHERE a = '2';"]
    gone = statement(plan, "DELETE")
    assert gone.probe is not None
    assert gone.probe.query == "SELECT * FROM s.t WHERE a IN ('2') LIMIT 5;"
    assert gone.loses == ()


def test_rows_that_go_along_are_data_that_is_lost() -> None:
    referring = table("t", foreign_keys=(foreign_key("f", on_delete=ReferentialAction.CASCADE),))
    plan = planned((lookup(("1", "x"), ("2", "y")), referring), (lookup(("1", "x")), referring))
    assert statement(plan, "DELETE").loses == ("s.t",)


def test_rows_that_are_no_part_of_the_schema_any_more_stay() -> None:
    assert lines(planned(lookup(("1", "x")), table("p", primary_key=primary_key("p_pkey", "a")))) == []


def test_their_order_says_nothing() -> None:
    assert lookup(("1", "x"), ("2", "y")) == lookup(("2", "y"), ("1", "x"))
