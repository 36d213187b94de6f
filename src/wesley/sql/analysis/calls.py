"""Operators and functions with arguments of the types that PostgreSQL gives them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeAlias

from wesley.sql.analysis.built_in import Signature, functions, operators
from wesley.sql.analysis.form import Form, Typed, coerced
from wesley.sql.analysis.resolve import Chosen, resolve
from wesley.sql.analysis.scope import Scope, UnclearError
from wesley.sql.analysis.types import UNKNOWN, Facts, common, is_polymorphic
from wesley.sql.parse import Tree, kind
from wesley.sql.type_name import is_array

Analyse: TypeAlias = Callable[[Tree, Scope], Typed]

Name: TypeAlias = tuple[str, ...]
"""The name of an operator or function; one part for what is built in."""


def built_in(parts: Sequence[str]) -> Name:
    """A name without `pg_catalog`."""
    return tuple(parts[1:]) if len(parts) == 2 and parts[0] == "pg_catalog" else tuple(parts)


def binary(name: Name, left: Typed, right: Typed, facts: Facts) -> Typed:
    """`left operator right`."""
    forms, result = _applied(name, _operators(name, 2), (left, right), facts, _operator)
    return Typed(("operator", name, *forms), result)


def unary(name: Name, value: Typed, facts: Facts) -> Typed:
    """`operator value`."""
    forms, result = _applied(name, _operators(name, 1), (value,), facts, _operator)
    return Typed(("operator", name, None, *forms), result)


def of_array(name: Name, word: str, left: Typed, array: Typed, facts: Facts) -> Typed:
    """`left operator ANY (array)`, where `word` is `any` or `all`."""
    element = array.type
    if element is not None and element != UNKNOWN:
        element = facts.base(element)[:-2] if is_array(facts.base(element)) else None
    chosen = None
    if left.type is not None and element is not None:
        chosen = _operator(name, (_base(left.type, facts), element))
    if chosen is None:
        return Typed((word, name, left.form, array.form), "boolean")
    taken = chosen[0]
    return Typed((word, name, coerced(left, taken[0], facts), coerced(array, f"{taken[1]}[]", facts)), "boolean")


def joined(values: Sequence[Typed], facts: Facts) -> tuple[tuple[Form, ...], str | None]:
    """Values that must have one type, as CASE and ARRAY want it, and that type; None when nothing tells it."""
    given = [value.type for value in values]
    stated = {name for name in given if name != UNKNOWN}
    if len(stated) == 1 and UNKNOWN not in given and None not in stated:
        return tuple(value.form for value in values), stated.pop()
    known = [_base(name, facts) for name in given if name is not None]
    target = common(known) if len(known) == len(given) else None
    if target is None:
        return tuple(value.form for value in values), None
    return tuple(coerced(value, target, facts) for value in values), target


def choose_type(value: Typed, facts: Facts) -> Typed:
    """A value that stands alone: a constant in quotes is text."""
    return Typed(coerced(value, "text", facts), "text") if value.type == UNKNOWN else value


def call(node: Tree, scope: Scope, analysed: Analyse) -> Typed:
    """A call of a function, an aggregate or a window function (`FuncCall`)."""
    if any(kind(argument) == "named_arg_expr" for argument in node.args):
        raise UnclearError
    name = built_in([part.string.sval for part in node.funcname])
    values = [analysed(argument, scope) for argument in node.args]
    overloads = _functions(name)
    if node.func_variadic or node.agg_within_group:
        forms, result = tuple(value.form for value in values), _only_result(overloads)
    else:
        forms, result = _applied(name, overloads, values, scope.facts, _function)
    return Typed(("call", name, *forms, *_extras(node, scope, analysed)), result)


def _extras(node: Tree, scope: Scope, analysed: Analyse) -> list[Form]:
    flags = ("agg_star", "agg_distinct", "agg_within_group", "func_variadic")
    found: list[Form] = [(flag,) for flag in flags if getattr(node, flag)]
    if node.agg_order:
        found.append(("ordered by", *sort_keys(node.agg_order, scope, analysed)))
    if node.HasField("agg_filter"):
        found.append(("filter", coerced(analysed(node.agg_filter, scope), "boolean", scope.facts)))
    if node.HasField("over"):
        found.append(("over", *window(node.over, scope, analysed)))
    return found


def window(node: Tree, scope: Scope, analysed: Analyse) -> Form:
    """The definition of a window (`WindowDef`)."""
    bounds = [
        analysed(getattr(node, side), scope).form if node.HasField(side) else None
        for side in ("start_offset", "end_offset")
    ]
    parts = tuple(analysed(item, scope).form for item in node.partition_clause)
    keys = tuple(sort_keys(node.order_clause, scope, analysed))
    return (node.name, node.refname, parts, keys, node.frame_options, *bounds)


def sort_keys(nodes: Tree, scope: Scope, analysed: Analyse) -> list[Form]:
    """The keys of ORDER BY (`SortBy` nodes) that are values, not numbers of columns."""
    return [
        (choose_type(analysed(node.sort_by.node, scope), scope.facts).form, *direction(node.sort_by)) for node in nodes
    ]


_DESCENDING, _USING = 3, 4  # SortByDir
_NULLS_FIRST = 2  # SortByNulls


def direction(node: Tree) -> tuple[bool, bool]:
    """Whether a key of ORDER BY is descending, and whether nulls come first (the default of DESC)."""
    if node.sortby_dir == _USING:
        raise UnclearError
    descending = node.sortby_dir == _DESCENDING
    stated = node.sortby_nulls > 1
    return descending, (node.sortby_nulls == _NULLS_FIRST if stated else descending)


@lru_cache(maxsize=4096)
def _operators(name: Name, count: int) -> tuple[Signature, ...]:
    if len(name) != 1:
        return ()
    return tuple(overload for overload in operators().get(name[0], ()) if len(overload.arguments or ()) == count)


@lru_cache(maxsize=4096)
def _operator(name: Name, given: tuple[str, ...]) -> Chosen | None:
    return resolve(_operators(name, len(given)), given, operator=True)


@lru_cache(maxsize=4096)
def _function(name: Name, given: tuple[str, ...]) -> Chosen | None:
    return resolve(_functions(name), given)


def _functions(name: Name) -> tuple[Signature, ...]:
    return functions().get(name[0], ()) if len(name) == 1 else ()


_Resolve: TypeAlias = Callable[[Name, tuple[str, ...]], Chosen | None]


def _applied(
    name: Name, overloads: Sequence[Signature], values: Sequence[Typed], facts: Facts, resolved: _Resolve
) -> tuple[tuple[Form, ...], str | None]:
    given = [_base(value.type, facts) for value in values if value.type is not None]
    chosen = resolved(name, tuple(given)) if len(given) == len(values) else None
    if chosen is None:
        return tuple(value.form for value in values), _only_result(overloads)
    forms = tuple(coerced(value, taken, facts) for value, taken in zip(values, chosen[0], strict=True))
    return forms, chosen[1]


def _only_result(overloads: Sequence[Signature]) -> str | None:
    results = {overload.result for overload in overloads}
    return results.pop() if len(results) == 1 and not is_polymorphic(next(iter(results))) else None


def _base(name: str, facts: Facts) -> str:
    return name if name == UNKNOWN else facts.base(name)
