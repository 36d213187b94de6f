"""What is printed reads as the tree that it was printed from, or is not printed."""

from __future__ import annotations

import pytest

from wesley.sql.deparse import deparse, to_sql
from wesley.sql.error import SqlError
from wesley.sql.messages import lean
from wesley.sql.parse import parse
from wesley.sql.text import quote_identifier
from wesley.sql.tree import statement


def test_a_query_on_one_line() -> None:
    assert deparse(lean(parse("select  A ,\n b from T"))) == "SELECT a, b FROM t"


def test_a_statement_ends_with_a_semicolon() -> None:
    assert to_sql(lean(parse("alter table a.b enable row level security"))) == (
        "ALTER TABLE a.b ENABLE ROW LEVEL SECURITY;"
    )


def test_a_name_that_would_be_cut_is_not_printed() -> None:
    with pytest.raises(SqlError, match="faithfully"):
        to_sql(statement("CREATE SCHEMA __name", name="x" * 64))


def test_a_tree_that_has_lost_a_part_is_not_printed() -> None:
    tree = lean(parse("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 1)"))
    constraint = getattr(tree.stmts[0].stmt.alter_table_stmt.cmds[0].alter_table_cmd, "def").constraint
    constraint.is_enforced = False
    constraint.skip_validation = True
    constraint.initially_valid = True
    with pytest.raises(SqlError):
        to_sql(tree)


def test_a_kind_of_statement_that_wesley_never_writes_is_refused() -> None:
    with pytest.raises(SqlError, match="vacuum"):
        lean(parse("VACUUM t"))


@pytest.mark.parametrize("name", ["Order", 'a"b', "user", "a, b", "plain"])
def test_the_columns_that_a_foreign_key_empties_are_quoted_where_they_need_it(name: str) -> None:
    tree = lean(parse("ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p ON DELETE SET NULL (a)"))
    added = getattr(tree.stmts[0].stmt.alter_table_stmt.cmds[0].alter_table_cmd, "def").constraint
    added.fk_del_set_cols[0].string.sval = name
    assert to_sql(tree).endswith(f"ON DELETE SET NULL ({quote_identifier(name)});")
    assert lean(parse(to_sql(tree))) == tree
