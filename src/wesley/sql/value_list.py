"""Conditions that list the values of a column: the checks of an enum that is stored as text."""

from __future__ import annotations

from copy import deepcopy

from msgspec.structs import replace

from wesley.ir.expression import Expression
from wesley.sql.context import Context
from wesley.sql.deparse import to_sql
from wesley.sql.expression import parse_expression
from wesley.sql.nodes import expression
from wesley.sql.parse import Tree, kind
from wesley.sql.tree import statement

_EQUAL, _CONTAINED = "=", "<@"


def listed_values(condition: Expression) -> tuple[str, ...] | None:
    """The values that `column IN (...)`, `column = ANY (...)` or `column <@ ARRAY[...]` allows; else None."""
    items = _items(expression(condition.sql))
    if items is None or len(condition.columns) != 1:
        return None
    values = [_text(item) for item in items]
    return None if None in values else tuple(value for value in values if value is not None)


def with_values_of(condition: Expression, other: Expression) -> Expression | None:
    """The condition, with the values that another one of its kind allows beside its own.

    None where one of the two is no list of values, they are about other columns, or one has a list of arrays and the
    other one of single values. A text that both allow stands once.
    """
    own, others = listed_values(condition), listed_values(other)
    if own is None or others is None or condition.columns != other.columns:
        return None
    # Parsed expressions are shared, and this one is changed.
    node, source = deepcopy(expression(condition.sql)), expression(other.sql)
    if _operator(node) != _operator(source):
        return None
    items = _items(node)
    for item, value in zip(_items(source) or (), others, strict=True):
        if value not in own and items is not None:
            items.add().CopyFrom(item)
    text = to_sql(statement("SELECT __value", value=node)).removeprefix("SELECT ").rstrip(";\n")
    return replace(parse_expression(text, Context.CHECK), origin=condition.origin)


def _operator(node: Tree) -> str:
    return str(node.a_expr.name[0].string.sval)


def _items(node: Tree) -> Tree | None:
    """The items of the list on the right side; None where it is no list of what is allowed."""
    if kind(node) != "a_expr" or _operator(node) not in (_EQUAL, _CONTAINED):
        return None
    right = node.a_expr.rexpr
    if kind(right) == "list":
        return right.list.items
    while kind(right) == "type_cast":
        right = right.type_cast.arg
    return right.a_array_expr.elements if kind(right) == "a_array_expr" else None


def _text(item: Tree) -> str | None:
    while kind(item) == "type_cast":
        item = item.type_cast.arg
    if kind(item) != "a_const" or not item.a_const.HasField("sval"):
        return None
    return str(item.a_const.sval.sval)
