"""Patterns are constant; what fills their holes goes into the tree and stays there."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.support.ir import texts
from wesley.sql.deparse import to_sql
from wesley.sql.error import SqlError
from wesley.sql.nodes import expression, names, relation, type_name
from wesley.sql.tree import index_element, statement, table_element


def test_texts_fill_names_and_constants() -> None:
    tree = statement("COMMENT ON COLUMN __schema.t.__column IS '__text'", schema="a b", column="select", text="it's")
    assert to_sql(tree) == "COMMENT ON COLUMN \"a b\".t.\"select\" IS 'it''s';"


def test_nodes_take_the_place_of_what_the_hole_stands_for() -> None:
    tree = statement("CREATE INDEX ON __table (a) WHERE __where", table=relation("s", "t"), where=expression("a > 1"))
    assert to_sql(tree) == "CREATE INDEX ON s.t USING btree (a) WHERE a > 1;"


def test_a_list_takes_the_place_of_one_element() -> None:
    tree = statement(
        "ALTER TABLE t ADD FOREIGN KEY (x, __columns) REFERENCES r (__keys, y)",
        columns=names(("a", "b")),
        keys=names(("c", "d")),
    )
    assert to_sql(tree) == "ALTER TABLE t ADD FOREIGN KEY (x, a, b) REFERENCES r (c, d, y);"


def test_the_same_pattern_is_filled_afresh_each_time() -> None:
    first = statement("CREATE SCHEMA __name", name="a")
    second = statement("CREATE SCHEMA __name", name="b")
    assert (to_sql(first), to_sql(second)) == ("CREATE SCHEMA a;", "CREATE SCHEMA b;")


def test_parts_of_statements() -> None:
    column = table_element("__name __type", name="c", type=type_name("numeric(12,2)[]"))
    assert column.column_def.colname == "c"
    assert index_element("__name DESC", name="c").index_elem.name == "c"


@given(text=texts)
def test_a_filling_is_never_read_as_a_hole(text: str) -> None:
    tree = statement("COMMENT ON TABLE __name IS '__text'", name="__text", text=f"__name{text}")
    assert tree.stmts[0].stmt.comment_stmt.comment == f"__name{text}"
    assert tree.stmts[0].stmt.comment_stmt.object.list.items[0].string.sval == "__text"


@pytest.mark.parametrize("fillings", [{}, {"nam": "a"}, {"name": "a", "more": "b"}])
def test_holes_and_fillings_must_match(fillings: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="holes"):
        statement("CREATE SCHEMA __name", **fillings)


def test_a_pattern_is_one_statement() -> None:
    with pytest.raises(ValueError, match="one statement"):
        statement("SELECT 1; SELECT 2")


@pytest.mark.parametrize("name", ["", "a\0b", "\ud800"])
def test_no_name_that_postgresql_cannot_hold(name: str) -> None:
    with pytest.raises(SqlError):
        statement("CREATE SCHEMA __name", name=name)


def test_a_node_that_cannot_stand_there_is_refused() -> None:
    with pytest.raises(ValueError, match="can stand here"):
        statement("CREATE SCHEMA __name", name=type_name("text"))
    with pytest.raises(ValueError, match="can stand here"):
        statement("CREATE SCHEMA __name", name=names(("a",)))
    with pytest.raises(ValueError, match="at least one"):
        statement("CREATE INDEX ON t (__columns)", columns=[])
