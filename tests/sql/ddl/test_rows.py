"""Reference rows as statements; values are text that no quote gets out of."""

from __future__ import annotations

from wesley.ir.table import Rows
from wesley.sql.ddl.rows import delete_row, insert_missing_rows, insert_selected, update_row
from wesley.sql.deparse import to_sql


def test_rows_that_are_there_are_no_error() -> None:
    rows = Rows(columns=("value",), values=(("a",), ("it's",)))
    sql = " ".join(to_sql(insert_missing_rows("s", "t", rows)).split())
    assert sql == "INSERT INTO s.t (value) VALUES ('a'), ('it''s') ON CONFLICT DO NOTHING;"


def test_one_row_by_its_key() -> None:
    key = (("a", "it's"), ("Odd", "x\\"))
    assert delete_row("s", "t", key) == """DELETE FROM s.t WHERE a = 'it''s' AND "Odd" = E'x\\\\';"""
    assert update_row("s", "t", key[:1], (("b", "1"),)) == "UPDATE s.t SET b = '1' WHERE a = 'it''s';"


def test_rows_of_another_table() -> None:
    tree = insert_selected(("kept", "t_Odd"), ("s", "t"), (("id", "id"), ("Odd", "it's")))
    assert to_sql(tree) == 'INSERT INTO kept."t_Odd" (id, "Odd") SELECT id, "it\'s" FROM s.t;'
