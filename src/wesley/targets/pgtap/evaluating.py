"""What a condition says of a row, in SQL's three-valued logic and a fourth value: not known here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, DivisionByZero, InvalidOperation
from enum import Enum
from functools import cache
from typing import TypeAlias

from msgspec import Struct

from wesley.targets.pgtap.pattern import finds
from wesley.targets.pgtap.reading import Node


class Unknown(Enum):
    """The value that this module cannot know; unlike NULL, which is SQL's own."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN
Value: TypeAlias = "Decimal | str | bytes | bool | tuple[Value, ...] | Unknown | None"

# Between the past and the future dates of fixtures, so that comparing texts in ISO form gives the right answer.
NOW = "2026-01-01 00:00:00+00"
NUMERIC = ("smallint", "integer", "bigint", "numeric", "decimal", "real", "double precision", "int", "money")


class Context(Struct, frozen=True):
    """What a condition is evaluated with.

    Args:
        row: values of columns; a column that is missing is unknown.
        settings: run-time parameters; one that is missing is not set.
        known: what conditions were found to be, by their text: each is evaluated once.
    """

    row: Mapping[str, Value]
    settings: Mapping[str, str] = {}
    known: dict[str, Value] = {}  # msgspec gives each its own


def evaluate(node: Node, context: Context) -> Value:
    """The value of an expression for a row."""
    if node.kind == "number":
        return Decimal(node.value)
    if node.kind == "text":
        return node.value
    if node.kind == "word":
        return {"true": True, "false": False, "null": None}[node.value]
    if node.kind == "variadic":
        return UNKNOWN
    if node.kind == "column":
        return context.row.get(node.value, UNKNOWN)
    if node.kind == "operator" and node.value in ("and", "or"):
        return _junction(node, context)
    if node.kind == "call" and node.parts and node.parts[-1].kind == "variadic":
        return _variadic(node, context)
    parts = [evaluate(part, context) for part in node.parts]
    if node.kind == "list":
        return tuple(parts)
    if node.kind == "cast":
        return cast(parts[0], node.value)
    return _call(node.value, parts, context) if node.kind == "call" else _operator(node.value, parts)


def cast(value: Value, kind: str) -> Value:
    """A value as one of a type; the text form stands for what has no form of its own here."""
    if value is None or isinstance(value, Unknown | tuple):
        return value
    form = _form(kind)
    if form is not None:
        return form(value)
    return value if isinstance(value, str | bool) else str(value)


@cache
def _form(kind: str) -> Callable[[Value], Value] | None:
    """How a value of a type is read from its text; None where the text itself is kept."""
    base = kind.split("(", maxsplit=1)[0].strip()
    if kind.endswith("[]"):
        return _array
    return _number if base in NUMERIC else {"bytea": _bytes, "boolean": _boolean}.get(base)


def _boolean(value: Value) -> Value:
    return {"true": True, "t": True, "false": False, "f": False}.get(str(value).lower(), UNKNOWN)


def _bytes(value: Value) -> Value:
    return bytes.fromhex(value[2:]) if isinstance(value, str) and _BYTES.fullmatch(value) else UNKNOWN


_BYTES = re.compile(r"\\x([0-9a-f]{2})*")


def _junction(node: Node, context: Context) -> Value:
    decisive = node.value == "or"
    values = [evaluate(part, context) for part in node.parts]
    if decisive in [value for value in values if isinstance(value, bool)]:
        return decisive
    if any(isinstance(value, Unknown) for value in values):
        return UNKNOWN
    return None if None in values else not decisive


def _operator(name: str, parts: list[Value]) -> Value:
    if name == "is":
        return UNKNOWN if isinstance(parts[0], Unknown) else parts[0] is parts[1]
    if any(isinstance(part, Unknown) for part in parts):
        return UNKNOWN
    if name == "distinct":
        return _distinct(parts[0], parts[1])
    if name.endswith((" any", " all")):
        return _quantified(name, parts[0], parts[1])
    if None in parts:
        return None
    if name == "not":
        return not parts[0] if isinstance(parts[0], bool) else UNKNOWN
    return _binary(name, parts[0], parts[1])


def _distinct(left: Value, right: Value) -> Value:
    if left is None or right is None:
        return left is not right
    return _binary("<>", left, right)


def _quantified(name: str, left: Value, values: Value) -> Value:
    operator, quantifier = name.split()
    if left is None or values is None:
        return None
    items = values if isinstance(values, tuple) else _array(values)
    if not isinstance(items, tuple):
        return UNKNOWN
    found = [None if item is None else _operator(operator, [left, item]) for item in items]
    decisive = quantifier == "any"
    if any(value is decisive for value in found):
        return decisive
    if any(isinstance(value, Unknown) for value in found):
        return UNKNOWN
    return None if None in found else not decisive


def _binary(name: str, left: Value, right: Value) -> Value:
    if name == "||":
        return str(left) + str(right) if isinstance(left, str) or isinstance(right, str) else UNKNOWN
    if name in _MATCHES:
        return _matches(name, left, right)
    left, right = _alike(left, right)
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return _numbers(name, left, right)
    if type(left) is not type(right) or name not in _COMPARE or (name in _ORDER and not _ordered(left, right)):
        return UNKNOWN
    return _COMPARE[name](left, right)


def _ordered(left: Value, right: Value) -> bool:
    """Whether texts compare here as they do in PostgreSQL: dates and uuids do, words depend on a collation."""
    return isinstance(left, bool) or all(_ISO.fullmatch(str(value)) for value in (left, right))


_ISO = re.compile(r"[-0-9a-f:.+ ]*")


def _alike(left: Value, right: Value) -> tuple[Value, Value]:
    """Constants take the type of the other side, as in SQL."""
    for kind, convert in ((Decimal, "numeric"), (bool, "boolean"), (tuple, "text[]")):
        if isinstance(left, kind) and isinstance(right, str):
            return left, cast(right, convert)
        if isinstance(right, kind) and isinstance(left, str):
            return cast(left, convert), right
    return left, right


def _numbers(name: str, left: Decimal, right: Decimal) -> Value:
    try:
        return _COMPARE[name](left, right) if name in _COMPARE else _ARITHMETIC[name](left, right)
    except (KeyError, InvalidOperation, DivisionByZero):
        return UNKNOWN


_COMPARE: dict[str, Callable[..., bool]] = {
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
_ORDER = frozenset(("<", "<=", ">", ">="))
# Division is left out: of integers it truncates, and the types are not known here.
_ARITHMETIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
}
_MATCHES = frozenset(("~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*"))


def _matches(name: str, left: Value, right: Value) -> Value:
    if not isinstance(left, str) or not isinstance(right, str):
        return UNKNOWN
    negated, operator = name.startswith("!"), name.lstrip("!").rstrip("*")
    if operator == "~" and name.endswith("*"):
        return UNKNOWN
    if operator == "~":
        found = finds(right, left)
    else:
        found = re.search(_like(right), left, _CASE[name.endswith("*")]) is not None
    return UNKNOWN if found is None else found is not negated


_CASE = {True: re.IGNORECASE, False: re.NOFLAG}


def _like(pattern: str) -> str:
    known = {"%": ".*", "_": "."}
    return "(?s)\\A" + "".join(known.get(character, re.escape(character)) for character in pattern) + "\\Z"


def _number(value: Value) -> Value:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return UNKNOWN
    return number if number.is_finite() else UNKNOWN


def _array(value: Value) -> Value:
    """The elements of a one-dimensional array in its text form, without quotes; else unknown."""
    if not isinstance(value, str) or not re.fullmatch(r"\{[^{}\"\\]*\}", value):
        return UNKNOWN
    return tuple(value[1:-1].split(",")) if value != "{}" else ()


def _call(name: str, parts: list[Value], context: Context) -> Value:
    if name in ("num_nulls", "num_nonnulls", "coalesce"):
        return _about_nulls(name, parts)
    if name in ("now", "current_timestamp", "localtimestamp", "transaction_timestamp", "statement_timestamp"):
        return NOW
    if name == "current_date":
        return NOW[:10]
    if any(isinstance(part, Unknown) for part in parts):
        return UNKNOWN
    if name == "current_setting":
        return context.settings.get(str(parts[0]))
    if name == "nullif" and len(parts) == 2:
        return None if _operator("=", parts) is True else parts[0]
    if None in parts:
        return None
    known = _FUNCTIONS.get(name)
    return known(parts[0]) if known and len(parts) == 1 else UNKNOWN


def _variadic(node: Node, context: Context) -> Value:
    """A call whose arguments are the elements of an array; of no array it is null (measured on PostgreSQL 15)."""
    array = evaluate(node.parts[-1].parts[0], context)
    if node.value not in ("num_nulls", "num_nonnulls") or len(node.parts) > 1:
        return UNKNOWN
    if array is None:
        return None
    return _about_nulls(node.value, list(array)) if isinstance(array, tuple) else UNKNOWN


def _about_nulls(name: str, parts: list[Value]) -> Value:
    if name == "coalesce":
        return next((part for part in parts if part is not None), None)
    if any(isinstance(part, Unknown) for part in parts):
        return UNKNOWN
    nulls = sum(part is None for part in parts)
    return Decimal(nulls if name == "num_nulls" else len(parts) - nulls)


def _text(function: Callable[[str], Value]) -> Callable[[Value], Value]:
    return lambda value: function(value) if isinstance(value, str) else UNKNOWN


def _octets(value: Value) -> Value:
    if isinstance(value, str):
        return Decimal(len(value.encode()))
    return Decimal(len(value)) if isinstance(value, bytes) else UNKNOWN


def _size(value: Value) -> Value:
    items = value if isinstance(value, tuple) else _array(value)
    return Decimal(len(items)) if isinstance(items, tuple) else UNKNOWN


_FUNCTIONS: dict[str, Callable[[Value], Value]] = {
    "length": lambda value: Decimal(len(value)) if isinstance(value, str | bytes) else UNKNOWN,
    **dict.fromkeys(("char_length", "character_length"), _text(lambda text: Decimal(len(text)))),
    "octet_length": _octets,
    "lower": _text(str.lower),
    "upper": _text(str.upper),
    "btrim": _text(lambda text: text.strip(" ")),
    "abs": lambda value: abs(value) if isinstance(value, Decimal) else UNKNOWN,
    "cardinality": _size,
    "jsonb_typeof": _text(lambda text: {"{": "object", "[": "array", '"': "string"}.get(text[:1], UNKNOWN)),
}
