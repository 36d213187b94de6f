"""What of a SQL expression or query came to PostgreSQL after version 12."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from wesley.sql.newer_names import ARGUMENTS, COLLATIONS, FUNCTIONS, TYPES
from wesley.sql.parse import Tree, kind, parse


class Newer(NamedTuple):
    """A part of a statement, and the version that brought it.

    Args:
        version: the first major version that knows it.
        what: the part, for messages.
        is_function: an extension of an older server might bring it too.
    """

    version: int
    what: str
    is_function: bool = False


@lru_cache(maxsize=4096)
def newer_in_expression(sql: str) -> tuple[Newer, ...]:
    """What of a canonical expression is younger than 12, each part once, the oldest first.

    A function or type in a schema other than pg_catalog is somebody's own and not looked at, nor is a function that 12
    has for other types of arguments: only a catalog could tell which one is called.
    """
    return _newer(f"SELECT {sql}") if _SUSPECT.search(sql) else ()


def newer_in_query(sql: str) -> tuple[Newer, ...]:
    """What of a canonical query is younger than 12, each part once, the oldest first."""
    return _newer(sql)


# An expression without one of these words has nothing that is younger; most need not be parsed for it.
_WORDS = (*FUNCTIONS, *TYPES, *COLLATIONS, *(name for name, _ in ARGUMENTS), "at local", "normalized", r"json\w*")
_SUSPECT = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b|\['|\d[_box]|\bselect\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _newer(statement: str) -> tuple[Newer, ...]:
    return tuple(sorted(set(_walk(parse(statement)))))


def _walk(node: Tree) -> Iterator[Newer]:
    look = _LOOKS.get(node.DESCRIPTOR.name)
    if look is not None:
        yield from look(node)
    elif node.DESCRIPTOR.name in _SYNTAX:
        yield _SYNTAX[node.DESCRIPTOR.name]
    for field, value in node.ListFields():
        if field.message_type is not None:
            for child in (value,) if hasattr(value, "ListFields") else value:
                yield from _walk(child)


def _function(node: Tree) -> Iterator[Newer]:
    name = _built_in(node.funcname)
    count = len(node.args)
    if name in FUNCTIONS and node.funcformat == _SQL_SYNTAX:
        yield Newer(FUNCTIONS[name], name.upper().replace("IS_", "IS "))
    elif name in FUNCTIONS:
        yield Newer(FUNCTIONS[name], f"the function `{name}`", is_function=True)
    elif (name, count) in ARGUMENTS and not node.func_variadic:
        shown = "AT LOCAL" if name == "timezone" else f"the function `{name}` with {count} arguments"
        yield Newer(ARGUMENTS[name, count], shown.removesuffix("s") if count == 1 else shown)


def _type(node: Tree) -> Iterator[Newer]:
    name = _built_in(node.names)
    if name in TYPES:
        yield Newer(TYPES[name], f"the type `{name}`")


def _collation(node: Tree) -> Iterator[Newer]:
    name = _built_in(node.collname)
    if name in COLLATIONS:
        yield Newer(COLLATIONS[name], f"the collation `{name}`")


def _select(node: Tree) -> Iterator[Newer]:
    if node.limit_option == _WITH_TIES:
        yield Newer(13, "FETCH FIRST ... WITH TIES")
    if node.group_distinct:
        yield Newer(14, "GROUP BY DISTINCT")


def _join(node: Tree) -> Iterator[Newer]:
    if node.HasField("join_using_alias"):
        yield Newer(14, "USING with an alias")


def _subselect(node: Tree) -> Iterator[Newer]:
    if not node.HasField("alias"):
        yield Newer(16, "a subquery in FROM without an alias")


def _subscript(node: Tree) -> Iterator[Newer]:
    # A text that is no number can be the key of an object only: arrays have numbers.
    if kind(node.uidx) == "a_const" and node.uidx.a_const.HasField("sval"):
        text = node.uidx.a_const.sval.sval
        if not text.strip().lstrip("+-").isdigit():
            yield Newer(14, "a subscript that is text")


def _constant(node: Tree) -> Iterator[Newer]:
    if re.search("[_box]", node.fval.fval.lower()):
        yield Newer(16, f"the way in which the number {node.fval.fval} is written")


def _built_in(names: Tree) -> str:
    """The name, unless it stands in a schema other than pg_catalog."""
    parts = [part.string.sval for part in names]
    return parts[-1] if parts[:-1] in ([], ["pg_catalog"]) else ""


_SQL_SYNTAX = 4  # CoercionForm COERCE_SQL_SYNTAX
_WITH_TIES = 3  # LimitOption LIMIT_OPTION_WITH_TIES
_LOOKS = {
    "FuncCall": _function,
    "TypeName": _type,
    "CollateClause": _collation,
    "SelectStmt": _select,
    "JoinExpr": _join,
    "RangeSubselect": _subselect,
    "A_Indices": _subscript,
    "A_Const": _constant,
}
_SYNTAX = {
    "CTESearchClause": Newer(14, "SEARCH in a WITH clause"),
    "CTECycleClause": Newer(14, "CYCLE in a WITH clause"),
    "JsonObjectConstructor": Newer(16, "JSON_OBJECT"),
    "JsonArrayConstructor": Newer(16, "JSON_ARRAY"),
    "JsonArrayQueryConstructor": Newer(16, "JSON_ARRAY"),
    "JsonObjectAgg": Newer(16, "JSON_OBJECTAGG"),
    "JsonArrayAgg": Newer(16, "JSON_ARRAYAGG"),
    "JsonIsPredicate": Newer(16, "IS JSON"),
    "JsonParseExpr": Newer(17, "JSON()"),
    "JsonScalarExpr": Newer(17, "JSON_SCALAR"),
    "JsonSerializeExpr": Newer(17, "JSON_SERIALIZE"),
    "JsonFuncExpr": Newer(17, "JSON_EXISTS, JSON_QUERY or JSON_VALUE"),
    "JsonTable": Newer(17, "JSON_TABLE"),
}
