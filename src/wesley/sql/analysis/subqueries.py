"""Subqueries in expressions: EXISTS, IN, ANY, ALL, ARRAY and those that give one value."""

from __future__ import annotations

from wesley.sql.analysis.calls import Analyse, binary
from wesley.sql.analysis.comparisons import operator_name
from wesley.sql.analysis.form import Typed
from wesley.sql.analysis.query import query
from wesley.sql.analysis.scope import Scope, UnclearError
from wesley.sql.parse import Tree, kind

_EXISTS, _ALL, _ANY, _VALUE, _ARRAY = 1, 2, 3, 5, 7  # SubLinkType


def sublink(node: Tree, scope: Scope, analysed: Analyse) -> Typed:
    """A subquery (`SubLink`). The names of its columns mean nothing here."""
    select = node.subselect.select_stmt
    which = node.sub_link_type
    if which == _EXISTS:
        return Typed(("exists", query(select, scope, analysed, rows_only=True).form), "boolean")
    found = query(select, scope, analysed)
    form, types = found.unnamed(), found.types
    if which in (_ALL, _ANY):
        name = operator_name(node.oper_name) or ("=",)
        if kind(node.testexpr) == "row_expr" or len(types) != 1:
            raise UnclearError
        compared = binary(name, analysed(node.testexpr, scope), Typed(("result",), types[0]), scope.facts)
        return Typed(("any of" if which == _ANY else "all of", compared.form, form), "boolean")
    if which == _VALUE:
        return Typed(("value of", form), types[0] if len(types) == 1 else None)
    if which == _ARRAY:
        element = types[0] if len(types) == 1 else None
        return Typed(("array of", form), None if element is None else f"{element}[]")
    raise UnclearError
