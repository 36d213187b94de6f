"""An expression's parse tree -> its form, with the casts that PostgreSQL's parse analysis adds to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast as known_as

from wesley.sql.analysis import comparisons, subqueries
from wesley.sql.analysis import scope as names
from wesley.sql.analysis.calls import binary, call, choose_type, joined, unary
from wesley.sql.analysis.constants import decimal, whole_number_type
from wesley.sql.analysis.form import NULL, Form, Typed, coerced, constant, explicit
from wesley.sql.analysis.scope import Scope, UnclearError
from wesley.sql.analysis.types import UNKNOWN
from wesley.sql.error import SqlError
from wesley.sql.parse import Tree, kind
from wesley.sql.type_name import is_array, shown_type

BOOLEAN = "boolean"


def analysed(node: Tree, scope: Scope) -> Typed:
    """The form and the type of a node.

    Raises:
        UnclearError: it holds something that this analysis does not follow.
    """
    known = _KINDS.get(kind(node))
    if known is None:
        raise UnclearError
    return known(getattr(node, kind(node)), scope)


def condition(node: Tree, scope: Scope) -> Form:
    """The form of a node that stands where a boolean is expected."""
    return coerced(analysed(node, scope), BOOLEAN, scope.facts)


def _constant(node: Tree, _scope: Scope) -> Typed:
    if node.isnull:
        return Typed(NULL, UNKNOWN)
    which = node.WhichOneof("val")
    if which == "sval":
        return Typed(("quoted", node.sval.sval), UNKNOWN)
    if which == "boolval":
        return Typed(("constant", BOOLEAN, "true" if node.boolval.boolval else "false"), BOOLEAN)
    if which == "bsval":
        return _bits(node.bsval.bsval)
    return _number(str(node.ival.ival) if which == "ival" else node.fval.fval)


def _number(text: str) -> Typed:
    digits = text.lower().replace("_", "")
    if digits.lstrip("-")[:2] in ("0x", "0o", "0b"):
        digits = str(int(digits, 0))
    if digits.lstrip("-").isdigit():
        name = whole_number_type(int(digits))
    elif decimal(digits) is not None:
        name = "numeric"
    else:
        raise UnclearError
    return Typed(constant(name, digits), name)


def _bits(text: str) -> Typed:
    if text[:1] == "x":
        text = "b" + "".join(f"{int(digit, 16):04b}" for digit in text[1:])
    return Typed(("constant", "bit", text[1:]), "bit")


def _column(node: Tree, scope: Scope) -> Typed:
    if kind(node.fields[-1]) == "a_star":
        parts = [field.string.sval for field in node.fields[:-1]]
        found = names.source(parts[-1], scope) if parts else None
        if found is None:
            raise UnclearError
        return Typed(("row of", *found), None)
    return names.column([field.string.sval for field in node.fields], scope)


def _cast(node: Tree, scope: Scope) -> Typed:
    try:
        target = scope.facts.qualified(shown_type(node.type_name))
    except SqlError:
        raise UnclearError from None
    if kind(node.arg) == "a_array_expr" and is_array(target):
        items = [_item(item, target, scope) for item in node.arg.a_array_expr.elements]
        return Typed(("array", target[:-2], tuple(items)), scope.facts.understood(target))
    return explicit(analysed(node.arg, scope), target, scope.facts)


def _item(node: Tree, target: str, scope: Scope) -> Form:
    if kind(node) == "a_array_expr":
        items = [_item(item, target, scope) for item in node.a_array_expr.elements]
        return ("array", target[:-2], tuple(items))
    return explicit(analysed(node, scope), target[:-2], scope.facts).form


def _array(node: Tree, scope: Scope) -> Typed:
    values = [analysed(item, scope) for item in node.elements]
    forms, element = joined(values, scope.facts)
    if not values:
        raise UnclearError
    if element is None:
        return Typed(("array", None, forms), None)
    if is_array(element):
        return Typed(("array", element[:-2], forms), element)
    return Typed(("array", element, forms), f"{element}[]")


def _operation(node: Tree, scope: Scope) -> Typed:
    which = node.kind
    if which in comparisons.KINDS:
        return comparisons.KINDS[which](node, scope, analysed)
    if which == _NULLIF:
        return comparisons.nullif(node, scope, analysed)
    name = comparisons.operator_name(node.name)
    if not node.HasField("lexpr"):
        return unary(name, analysed(node.rexpr, scope), scope.facts)
    if kind(node.lexpr) == kind(node.rexpr) == "row_expr":
        return comparisons.rows(name, node, scope, analysed)
    return binary(name, analysed(node.lexpr, scope), analysed(node.rexpr, scope), scope.facts)


_NULLIF = 6  # A_Expr_Kind AEXPR_NULLIF
_WORDS = {1: "and", 2: "or", 3: "not"}  # BoolExprType


def _boolean(node: Tree, scope: Scope) -> Typed:
    word = _WORDS[node.boolop]
    parts: list[Form] = []
    for item in node.args:
        form = condition(item, scope)
        # AND and OR are associative, and PostgreSQL prints a chain of them as one.
        parts += form[1:] if form[0] == word != "not" else (form,)  # type: ignore[arg-type]
    return Typed((word, *parts), BOOLEAN)


def _null_test(node: Tree, scope: Scope) -> Typed:
    value = analysed(node.arg, scope)
    form = ("quoted", value.form[-1]) if value.form[0] == "quoted" else value.form
    return Typed(("is null" if node.nulltesttype == 1 else "is not null", form), BOOLEAN)


def _boolean_test(node: Tree, scope: Scope) -> Typed:
    return Typed(("is", node.booltesttype, condition(node.arg, scope)), BOOLEAN)


def _case(node: Tree, scope: Scope) -> Typed:
    arms = [arm.case_when for arm in node.args]
    values = [analysed(arm.result, scope) for arm in arms]
    values.append(analysed(node.defresult, scope) if node.HasField("defresult") else Typed(NULL, UNKNOWN))
    # PostgreSQL looks at ELSE first when it chooses the common type (transformCaseExpr).
    forms, result = joined([values[-1], *values[:-1]], scope.facts)
    if not node.HasField("arg"):
        tests = [condition(arm.expr, scope) for arm in arms]
        return Typed(("case", None, tuple(zip(tests, forms[1:], strict=True)), forms[0]), result)
    subject = analysed(node.arg, scope)
    if subject.type == UNKNOWN:
        subject = Typed(coerced(subject, "text", scope.facts), "text")
    tests = [_test(subject, analysed(arm.expr, scope), scope) for arm in arms]
    return Typed(("case", subject.form, tuple(zip(tests, forms[1:], strict=True)), forms[0]), result)


def _test(subject: Typed, value: Typed, scope: Scope) -> Form:
    """The right side of `subject = value`: PostgreSQL prints no cast of the left one."""
    return known_as(Form, binary(("=",), subject, value, scope.facts).form[3])


def _joined(word: str) -> Callable[[Tree, Scope], Typed]:
    def form_of(node: Tree, scope: Scope) -> Typed:
        forms, result = joined([analysed(item, scope) for item in node.args], scope.facts)
        return Typed((word, getattr(node, "op", 0), *forms), result)

    return form_of


def _collate(node: Tree, scope: Scope) -> Typed:
    parts = [part.string.sval for part in node.collname]
    parts = parts[1:] if parts[:-1] == ["pg_catalog"] else parts
    value = analysed(node.arg, scope)
    if value.type == UNKNOWN:
        value = Typed(coerced(value, "text", scope.facts), "text")
    return Typed(("collate", tuple(parts), value.form), value.type)


def _row(node: Tree, scope: Scope) -> Typed:
    values = [analysed(item, scope) for item in node.args]
    return Typed(("row", *(choose_type(value, scope.facts).form for value in values)), None)


_STAMP, _STAMP_OF_TRANSACTION = "timestamp with time zone", 4  # SQLValueFunctionOp SVFOP_CURRENT_TIMESTAMP
_SESSION_VALUES = {
    1: ("current_date", "date"),
    2: ("current_time", "time with time zone"),
    3: ("current_time", "time with time zone"),
    4: ("current_timestamp", _STAMP),
    5: ("current_timestamp", _STAMP),
    6: ("localtime", "time without time zone"),
    7: ("localtime", "time without time zone"),
    8: ("localtimestamp", "timestamp without time zone"),
    9: ("localtimestamp", "timestamp without time zone"),
    10: ("current_user", "name"),  # CURRENT_ROLE
    11: ("current_user", "name"),
    12: ("current_user", "name"),  # USER
    13: ("session_user", "name"),
    14: ("current_catalog", "name"),
    15: ("current_schema", "name"),
}


def _session_value(node: Tree, _scope: Scope) -> Typed:
    name, result = _SESSION_VALUES[node.op]
    if node.op == _STAMP_OF_TRANSACTION:
        return Typed(("call", ("now",)), _STAMP)  # the same value by definition (manual, section 9.9.5)
    return Typed(("session", name, node.typmod if node.op in (3, 5, 7, 9) else -1), result)


def _subscripts(node: Tree, scope: Scope) -> Typed:
    value = analysed(node.arg, scope)
    result = value.type
    steps: list[Form] = []
    for step in node.indirection:
        if kind(step) != "a_indices":
            raise UnclearError
        indices = step.a_indices
        bounds = [_bound(indices, side, value, scope) for side in ("lidx", "uidx")]
        steps.append(("slice" if indices.is_slice else "item", *bounds))
        if result is not None and is_array(result) and not indices.is_slice:
            result = result[:-2]
    return Typed(("subscript", value.form, *steps), result)


def _bound(indices: Tree, side: str, value: Typed, scope: Scope) -> Form | None:
    if not indices.HasField(side):
        return None
    index = analysed(getattr(indices, side), scope)
    if index.type == UNKNOWN and value.type is not None:
        return coerced(index, "text" if value.type == "jsonb" else "integer", scope.facts)
    return index.form


def _function(node: Tree, scope: Scope) -> Typed:
    return call(node, scope, analysed)


def _subquery(node: Tree, scope: Scope) -> Typed:
    return subqueries.sublink(node, scope, analysed)


_KINDS: dict[str, Callable[[Tree, Scope], Typed]] = {
    "a_const": _constant,
    "column_ref": _column,
    "type_cast": _cast,
    "a_array_expr": _array,
    "a_expr": _operation,
    "bool_expr": _boolean,
    "null_test": _null_test,
    "boolean_test": _boolean_test,
    "case_expr": _case,
    "coalesce_expr": _joined("coalesce"),
    "min_max_expr": _joined("greatest or least"),
    "collate_clause": _collate,
    "row_expr": _row,
    "sqlvalue_function": _session_value,
    "a_indirection": _subscripts,
    "func_call": _function,
    "sub_link": _subquery,
}
