"""Comparisons that PostgreSQL writes in another way than people do: BETWEEN, IN, LIKE, DISTINCT, rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from wesley.sql.analysis.calls import Analyse, Name, binary, built_in, joined, of_array
from wesley.sql.analysis.form import Form, Typed
from wesley.sql.analysis.scope import Scope, UnclearError
from wesley.sql.parse import Tree, kind

Comparison: TypeAlias = Callable[[Tree, Scope, Analyse], Typed]


def operator_name(parts: Tree) -> Name:
    """The name of an operator."""
    return built_in([part.string.sval for part in parts])


def _boolean(form: Form) -> Typed:
    return Typed(form, "boolean")


def rows(name: Name, node: Tree, scope: Scope, analysed: Analyse) -> Typed:
    """`(a, b) operator (c, d)`."""
    return _rows(name, node.lexpr, node.rexpr, scope, analysed)


def _rows(name: Name, left: Tree, right: Tree, scope: Scope, analysed: Analyse) -> Typed:
    pairs = zip(left.row_expr.args, right.row_expr.args, strict=False)
    if len(left.row_expr.args) != len(right.row_expr.args) or not left.row_expr.args:
        raise UnclearError
    forms = [binary(name, analysed(one, scope), analysed(other, scope), scope.facts).form for one, other in pairs]
    if len(forms) == 1:
        return _boolean(forms[0])
    if name == ("=",):
        return _boolean(("and", *forms))
    if name == ("<>",):
        return _boolean(("or", *forms))
    return _boolean(("rows", *forms))


def _between(node: Tree, scope: Scope, analysed: Analyse) -> Typed:
    value = analysed(node.lexpr, scope)
    low, high = (analysed(bound, scope) for bound in node.rexpr.list.items)

    def inside(first: Typed, last: Typed) -> Form:
        at_least = binary((">=",), value, first, scope.facts).form
        return ("and", at_least, binary(("<=",), value, last, scope.facts).form)

    def outside(first: Typed, last: Typed) -> Form:
        below = binary(("<",), value, first, scope.facts).form
        return ("or", below, binary((">",), value, last, scope.facts).form)

    if node.kind == 11:
        return _boolean(inside(low, high))
    if node.kind == 12:
        return _boolean(outside(low, high))
    if node.kind == 13:
        return _boolean(("or", inside(low, high), inside(high, low)))
    return _boolean(("and", outside(low, high), outside(high, low)))


def _in(node: Tree, scope: Scope, analysed: Analyse) -> Typed:
    """IN and NOT IN: values without columns become one array where there are several (transformAExprIn)."""
    name = operator_name(node.name)
    is_in = name == ("=",)
    if kind(node.lexpr) == "row_expr":
        return _boolean(_any_row(name, node, scope, analysed))
    value = analysed(node.lexpr, scope)
    items = list(node.rexpr.list.items)
    constant = [item for item in items if not _has_column(item)]
    parts: list[Form] = []
    if len(constant) > 1:
        array = _array_of(value, [analysed(item, scope) for item in constant], scope)
        if array is None:
            constant = []
        else:
            parts.append(of_array(name, "any" if is_in else "all", value, array, scope.facts).form)
    else:
        constant = []
    rest = [item for item in items if not any(item is other for other in constant)]
    parts += [binary(name, value, analysed(item, scope), scope.facts).form for item in rest]
    return _boolean(parts[0] if len(parts) == 1 else ("or" if is_in else "and", *parts))


def _any_row(name: Name, node: Tree, scope: Scope, analysed: Analyse) -> Form:
    items = [item for item in node.rexpr.list.items if kind(item) == "row_expr"]
    if len(items) != len(node.rexpr.list.items):
        raise UnclearError
    forms = [_rows(name, node.lexpr, item, scope, analysed).form for item in items]
    word = "or" if name == ("=",) else "and"
    return forms[0] if len(forms) == 1 else (word, *(part for form in forms for part in _parts(form, word)))


def _parts(form: Form, word: str) -> tuple[object, ...]:
    return form[1:] if form[0] == word else (form,)


def _array_of(value: Typed, items: list[Typed], scope: Scope) -> Typed | None:
    forms, element = joined([value, *items], scope.facts)
    if element is None or element.endswith("[]"):
        return None
    return Typed(("array", element, forms[1:]), f"{element}[]")


def _has_column(node: Tree) -> bool:
    if node.DESCRIPTOR.name == "ColumnRef":
        return True
    for field, value in node.ListFields():
        if field.message_type is not None:
            for child in (value,) if hasattr(value, "ListFields") else value:
                if _has_column(child):
                    return True
    return False


def _pattern(node: Tree, scope: Scope, analysed: Analyse) -> Typed:
    """LIKE, ILIKE and SIMILAR TO: the parser has given them the names of their operators."""
    name = operator_name(node.name)
    return binary(name, analysed(node.lexpr, scope), analysed(node.rexpr, scope), scope.facts)


def _distinct(node: Tree, scope: Scope, analysed: Analyse) -> Typed:
    if kind(node.lexpr) == "row_expr" or kind(node.rexpr) == "row_expr":
        raise UnclearError
    form = ("distinct", *_equals(node, scope, analysed))
    return _boolean(form if node.kind == 4 else ("not", form))


def nullif(node: Tree, scope: Scope, analysed: Analyse) -> Typed:
    """NULLIF; its type is that of its first argument, as the operator `=` takes it."""
    value = analysed(node.lexpr, scope)
    left, right = _equals(node, scope, analysed)
    result = value.type
    if isinstance(left, tuple) and left != value.form and left[0] in ("cast", "constant"):
        result = str(left[1])
    return Typed(("nullif", left, right), result if result != "unknown" else "text")


def _equals(node: Tree, scope: Scope, analysed: Analyse) -> tuple[object, object]:
    form = binary(operator_name(node.name), analysed(node.lexpr, scope), analysed(node.rexpr, scope), scope.facts).form
    return form[2], form[3]


def _each(word: str) -> Comparison:
    def form_of(node: Tree, scope: Scope, analysed: Analyse) -> Typed:
        name = operator_name(node.name)
        return of_array(name, word, analysed(node.lexpr, scope), analysed(node.rexpr, scope), scope.facts)

    return form_of


# A_Expr_Kind
KINDS: dict[int, Comparison] = {
    2: _each("any"),
    3: _each("all"),
    4: _distinct,
    5: _distinct,
    7: _in,
    8: _pattern,
    9: _pattern,
    10: _pattern,
    11: _between,
    12: _between,
    13: _between,
    14: _between,
}
