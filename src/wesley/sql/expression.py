"""Users' SQL: parsed by PostgreSQL's own parser, held to what its place allows, and printed in one canonical form."""

from __future__ import annotations

from functools import lru_cache

from wesley.ir.expression import Expression
from wesley.ir.origin import NOWHERE, Origin
from wesley.sql.context import ALLOWANCES, Allowance, Context
from wesley.sql.deparse import deparse
from wesley.sql.error import SqlError
from wesley.sql.messages import lean
from wesley.sql.parse import Tree, kind, parse, scan
from wesley.sql.references import References, Scope
from wesley.sql.single import only_select, only_value

__all__ = ["Context", "output_names", "parse_expression", "parse_query"]

_BEFORE = "SELECT ("
_AFTER = "\n)"  # on a line of its own, out of reach of a `--` comment
_CLOSING = 41
_OPENING = 40


def parse_expression(text: str, context: Context, origin: Origin = NOWHERE, *, table: str | None = None) -> Expression:
    """A user's expression, checked and in canonical form.

    Args:
        text: SQL, as the user wrote it.
        context: where it stands; it decides what is allowed.
        origin: where it was written.
        table: name of the table whose row it is about; columns may be qualified with it.

    Returns:
        The expression with the columns of that row, the functions and the relations that it uses. Columns of a
        subquery's own tables are not among `columns`; one without a qualifier inside such a subquery is not either,
        since only a catalog could tell whose it is.

    Raises:
        SqlError: it does not parse, it is more than one expression, or it holds what `context` does not allow.
    """
    # Without a dot nothing is qualified, so that equal texts of many tables are analysed once.
    sql, columns, functions, relations = _analysed(text, context, table if "." in text else None)
    return Expression(sql=sql, columns=columns, functions=functions, relations=relations, origin=origin)


_Names = tuple[str, ...]


@lru_cache(maxsize=4096)
def _analysed(text: str, context: Context, table: str | None) -> tuple[str, _Names, _Names, _Names]:
    _refuse_blank(text)
    tree = parse(f"{_BEFORE}{text}{_AFTER}", shift=len(_BEFORE), length=len(text))
    value = only_value(tree)
    if value is None or _is_list(value) or not _is_balanced(text):
        raise SqlError(f"{context} needs exactly one expression, and nothing beside it")
    allowed = ALLOWANCES[context]
    qualifiers = frozenset(allowed.rows if table is None else (*allowed.rows, table))
    found = References(f"{_BEFORE}{text}", len(_BEFORE))
    found.visit(getattr(value, kind(value)), Scope(place=context.value, allowed=allowed, qualifiers=qualifiers))
    sql = deparse(lean(tree)).removeprefix("SELECT ")
    return sql, *_sorted(found)


def _sorted(found: References) -> tuple[_Names, _Names, _Names]:
    return tuple(sorted(found.columns)), tuple(sorted(found.functions)), tuple(sorted(found.relations))


def _refuse_blank(text: str) -> None:
    if not text.strip():
        raise SqlError("there is no SQL here")


def _is_list(value: Tree) -> bool:
    """True for `a, b`, which makes a row of our own parentheses."""
    return kind(value) == "row_expr" and value.row_expr.location < len(_BEFORE)


def _is_balanced(text: str) -> bool:
    """True unless a parenthesis closes one that the text did not open: `1) + (2`."""
    if ")" not in text:
        return True
    depth = 0
    for token in scan(text):
        depth += (token.token == _OPENING) - (token.token == _CLOSING)
        if depth < 0:
            return False
    return True


_QUERY = Allowance(subqueries=True)


def parse_query(text: str, origin: Origin = NOWHERE) -> Expression:
    """The query of a view, checked and in canonical form; `relations` are the tables and views that it reads.

    Args:
        text: one SELECT (or VALUES, TABLE) statement; a semicolon may end it.
        origin: where it was written.

    Raises:
        SqlError: it does not parse, it is no single SELECT, or it changes or locks data.
    """
    tree, select = _query(text)
    found = References(text, 0)
    found.visit(select, Scope(place="a view", allowed=_QUERY))
    _, functions, relations = _sorted(found)
    return Expression(sql=deparse(lean(tree)), functions=functions, relations=relations, origin=origin)


def output_names(text: str) -> tuple[str | None, ...]:
    """The names of a query's columns, as far as its text says them.

    Returns:
        One element for each item of its list of targets: the name, or None for `*` and for a value whose name only
        PostgreSQL can tell. A VALUES statement has `column1`, `column2`, ...

    Raises:
        SqlError: it is no single SELECT.
    """
    _, select = _query(text)
    while select.HasField("larg"):
        select = select.larg
    if select.values_lists:
        return tuple(f"column{ordinal}" for ordinal, _ in enumerate(select.values_lists[0].list.items, start=1))
    return tuple(_output_name(target.res_target) for target in select.target_list)


def _output_name(target: Tree) -> str | None:
    if target.name:
        return str(target.name)
    value = target.val
    if kind(value) == "column_ref" and kind(value.column_ref.fields[-1]) == "string":
        return str(value.column_ref.fields[-1].string.sval)
    if kind(value) == "func_call":
        return str(value.func_call.funcname[-1].string.sval)
    return None


def _query(text: str) -> tuple[Tree, Tree]:
    _refuse_blank(text)
    tree = parse(text, length=len(text))
    select = only_select(tree)
    if select is None:
        raise SqlError("a view is exactly one SELECT statement")
    return tree, select
