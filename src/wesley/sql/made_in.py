"""In which schemas a statement makes something."""

from __future__ import annotations

from wesley.sql.parse import parse


def made_in(sql: str) -> tuple[str, ...]:
    """The schemas of the functions that a statement makes, sorted; other statements make none here.

    Args:
        sql: statements with qualified names.

    Raises:
        SqlError: the text is no SQL.
    """
    made = (each.stmt.create_function_stmt for each in parse(sql).stmts)
    return tuple(sorted({one.funcname[0].string.sval for one in made if len(one.funcname) > 1}))
