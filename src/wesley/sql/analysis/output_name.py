"""The name that PostgreSQL gives to a column of a query where the query gives none (FigureColname)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from wesley.sql.parse import Tree, kind

_Figured: TypeAlias = "tuple[str, bool]"
"""A name, and whether it is strong enough to win over that of a cast or a CASE around it."""

UNNAMED = "?column?"


def output_name(target: Tree) -> str:
    """The name of an item of a list of targets (`ResTarget`) that is no star."""
    return str(target.name) or _figured(target.val)[0] or UNNAMED


def _figured(node: Tree) -> _Figured:
    known = _KINDS.get(kind(node))
    return ("", False) if known is None else known(getattr(node, kind(node)))


def _column(node: Tree) -> _Figured:
    names = [field.string.sval for field in node.fields if kind(field) == "string"]
    return (names[-1], True) if names else ("", False)


def _indirection(node: Tree) -> _Figured:
    names = [step.string.sval for step in node.indirection if kind(step) == "string"]
    return (names[-1], True) if names else _figured(node.arg)


def _function(node: Tree) -> _Figured:
    return node.funcname[-1].string.sval, True


def _operation(node: Tree) -> _Figured:
    return ("nullif", True) if node.kind == 6 else ("", False)  # AEXPR_NULLIF


def _cast(node: Tree) -> _Figured:
    name, strong = _figured(node.arg)
    return (name, True) if strong else (node.type_name.names[-1].string.sval, False)


def _collation(node: Tree) -> _Figured:
    return _figured(node.arg)


def _case(node: Tree) -> _Figured:
    name, strong = _figured(node.defresult) if node.HasField("defresult") else ("", False)
    return (name, True) if strong else ("case", False)


def _subquery(node: Tree) -> _Figured:
    if node.sub_link_type == 1:
        return "exists", True
    if node.sub_link_type == 7:
        return "array", True
    if node.sub_link_type != 5:
        return "", False
    select = node.subselect.select_stmt
    while select.HasField("larg"):
        select = select.larg
    if not select.target_list:
        return ("column1", True) if select.values_lists else ("", False)
    target = select.target_list[0].res_target
    return (target.name, True) if target.name else _figured(target.val)


def _always(name: str) -> Callable[[Tree], _Figured]:
    return lambda _node: (name, True)


def _least(node: Tree) -> _Figured:
    return ("greatest" if node.op == 1 else "least"), True


_SESSION = (
    *("", "current_date", "current_time", "current_time", "current_timestamp", "current_timestamp", "localtime"),
    *("localtime", "localtimestamp", "localtimestamp", "current_role", "current_user", "user", "session_user"),
    *("current_catalog", "current_schema"),
)


def _session(node: Tree) -> _Figured:
    return _SESSION[node.op], True


_KINDS: dict[str, Callable[[Tree], _Figured]] = {
    "column_ref": _column,
    "a_indirection": _indirection,
    "func_call": _function,
    "a_expr": _operation,
    "type_cast": _cast,
    "collate_clause": _collation,
    "case_expr": _case,
    "sub_link": _subquery,
    "a_array_expr": _always("array"),
    "row_expr": _always("row"),
    "coalesce_expr": _always("coalesce"),
    "min_max_expr": _least,
    "sqlvalue_function": _session,
}
