"""Do two texts mean the same? What PostgreSQL prints for an expression is seldom what was written.

Both texts are led through PostgreSQL's own rules (`analysis/`): constants get the types that their surroundings give
them, casts that happen unasked are written out, names are led to what they name, other ways to write the same are made
one. Only texts that are surely the same count as the same; what these rules do not follow counts as different, and a
server can be asked (`postgres/catalog/ask.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from wesley.sql.analysis import expression
from wesley.sql.analysis.form import Form, coerced, explicit
from wesley.sql.analysis.query import query
from wesley.sql.analysis.scope import Scope, UnclearError, row_scope
from wesley.sql.analysis.types import NOTHING, UNKNOWN, Facts, plain
from wesley.sql.error import SqlError
from wesley.sql.messages import lean
from wesley.sql.parse import Tree, parse
from wesley.sql.single import only_select, only_value

__all__ = ["NOTHING", "Facts", "same_expression", "same_query"]


def same_expression(
    left: str,
    right: str,
    *,
    columns: Mapping[str, str] | None = None,
    table: str | None = None,
    result: str | None = None,
    facts: Facts = NOTHING,
) -> bool:
    """True when two expressions surely mean the same.

    Args:
        left, right: SQL, as a user wrote it or as `pg_get_expr()` prints it with an empty search path.
        columns: the columns of the row that both are about, with their types as in `Column.type`; None when they are
            not known, which leaves more to a server.
        table: the row's own name, which may stand before its columns.
        result: the type that the place gives the value: `boolean` for a condition, the column's type for a default.
        facts: other tables, enums and domains.

    Returns:
        False also where it cannot be told, and for a text that does not parse.
    """
    if left == right:
        return True
    trees = [_value(text) for text in (left, right)]
    if None in trees:
        return False
    scope = row_scope(table, _mentioned(columns, left, right), facts)
    try:
        forms = [_form(tree, scope, result) for tree in trees]
    except (UnclearError, RecursionError):
        return _same_trees(f"SELECT {left}", f"SELECT {right}")
    return forms[0] == forms[1]


def _mentioned(columns: Mapping[str, str] | None, left: str, right: str) -> Mapping[str, str] | None:
    """The columns whose names are in the texts: wide tables have many that do not matter."""
    if columns is None:
        return None
    return {name: kind for name, kind in columns.items() if name in left or name in right}


def same_query(left: str, right: str, *, facts: Facts = NOTHING) -> bool:
    """True when two queries surely mean the same, with the same names of their columns.

    Args:
        left, right: one SELECT each, as a user wrote it or as `pg_get_viewdef()` prints it with an empty search path.
        facts: tables, enums and domains.
    """
    if left == right:
        return True
    selects = [_select(text) for text in (left, right)]
    if None in selects:
        return False
    scope = Scope(facts=facts)
    try:
        forms = [query(select, scope, expression.analysed).form for select in selects]
    except (UnclearError, RecursionError):
        return _same_trees(left, right)
    return forms[0] == forms[1]


def _form(tree: Tree, scope: Scope, result: str | None) -> Form:
    value = expression.analysed(tree, scope)
    if result is None:
        return value.form
    base = scope.facts.base(result)
    if value.type == UNKNOWN:
        return coerced(value, base, scope.facts)
    if value.type is not None and plain(base) != plain(scope.facts.base(value.type)):
        # What is assigned is cast, whether the cast is written or not.
        return explicit(value, base, scope.facts).form
    return value.form


@lru_cache(maxsize=1024)
def _value(text: str) -> Tree | None:
    # Alone, `ALL a` would pass, whose first word belongs to SELECT; in parentheses `a) = (b` would.
    try:
        alone = only_value(parse(f"SELECT {text}"))
        return alone and only_value(parse(f"SELECT ({text}\n)"))
    except SqlError:
        return None


@lru_cache(maxsize=256)
def _select(text: str) -> Tree | None:
    try:
        return only_select(parse(text))
    except SqlError:
        return None


def _same_trees(left: str, right: str) -> bool:
    """True when two texts differ in nothing but blanks, comments and needless parentheses."""
    try:
        trees = [lean(parse(text)) for text in (left, right)]
    except SqlError:
        return False
    return bool(trees[0] == trees[1])
