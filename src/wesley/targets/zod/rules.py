"""`@length`, `@range` and `@pattern` as refinements of what may be written."""

from __future__ import annotations

import json
from decimal import Decimal

from wesley.ir.api import Rules
from wesley.targets.wire.forms import Kind
from wesley.targets.wire.sql_type import SqlType
from wesley.targets.zod.catalog import Catalog

_COMPARED_AS_TEXT = (Kind.NUMERIC, Kind.BIGINT)
_COMPARED_AS_NUMBER = (Kind.SMALLINT, Kind.INTEGER, Kind.DOUBLE, Kind.REAL)


def list_refinements(rules: Rules, depth: int) -> str:
    """Method calls to put behind the schema of a list: its length.

    Args:
        rules: the rules.
        depth: how many lists are nested. PostgreSQL keeps an array without elements as `{}`, of length 0, however many
            empty lists were given (measured on 15 and 18).
    """
    size = "list.length" if depth == 1 else f"(list.flat({depth}).length && list.length)"
    bounds = ((">=", "least", rules.min_length), ("<=", "most", rules.max_length))
    return "".join(
        f'.refine((list) => {size} {operator} {bound}, "At {word} {bound} elements")'
        for operator, word, bound in bounds
        if bound is not None
    )


def refinements(rules: Rules, kind: Kind, sql_type: SqlType, catalog: Catalog) -> str:
    """Method calls to put behind the schema of a value.

    Args:
        rules: the rules.
        kind: what the value is on the wire; rules that do not apply to it are the database's alone.
        sql_type: the PostgreSQL type.
        catalog: declares the functions that are used.
    """
    if kind is Kind.TEXT:
        return _length(rules, sql_type, catalog) + _pattern(rules, sql_type, catalog)
    if kind in _COMPARED_AS_NUMBER or kind in _COMPARED_AS_TEXT:
        return "".join(_bound(kind, operator, bound, catalog) for operator, bound in _bounds(rules))
    return ""


def _length(rules: Rules, sql_type: SqlType, catalog: Catalog) -> str:
    text = ""
    # The blanks that fill a value of type character(n) do not count (manual, 8.3).
    value = 'value.replace(/ +$/, "")' if sql_type.name in ("character", "bpchar") else "value"
    if rules.min_length is not None or rules.max_length is not None:
        count = f"{catalog.use('characters')}({value})"
        if rules.min_length is not None:
            text += f'.refine((value) => {count} >= {rules.min_length}, "At least {rules.min_length} characters")'
        if rules.max_length is not None:
            text += f'.refine((value) => {count} <= {rules.max_length}, "At most {rules.max_length} characters")'
    return text


def _pattern(rules: Rules, sql_type: SqlType, catalog: Catalog) -> str:
    if rules.pattern is None:
        return ""
    # A dot matches a line break in PostgreSQL and ^ matches at the beginning only (manual, 9.7.3.5): flag s, no m.
    flags = "siu" if sql_type.name == "citext" else "su"
    expression = f'new RegExp({json.dumps(rules.pattern, ensure_ascii=False)}, "{flags}")'
    if sql_type.name != "character" or not sql_type.modifiers:
        return f".regex({expression})"
    # Here the blanks that fill the value do count (measured on 15 and 18).
    filled = f'value + " ".repeat(Math.max(0, {sql_type.modifiers[0]} - {catalog.use("characters")}(value)))'
    return f'.refine((value) => {expression}.test({filled}), "Must match the pattern, blanks at the end included")'


def _bounds(rules: Rules) -> list[tuple[str, str]]:
    bounds = [
        (">=", rules.minimum),
        ("<=", rules.maximum),
        (">", rules.exclusive_minimum),
        ("<", rules.exclusive_maximum),
    ]
    return [(operator, bound) for operator, bound in bounds if bound is not None]


def _bound(kind: Kind, operator: str, bound: str, catalog: Catalog) -> str:
    if kind in _COMPARED_AS_TEXT:
        compared = f'{catalog.use("compare")}(value, "{Decimal(bound):f}") {operator} 0'
    elif kind is Kind.REAL:
        # PostgreSQL compares what it has stored, rounded to single precision.
        compared = f"Math.fround(value) {operator} {Decimal(bound)}"
    else:
        compared = f"value {operator} {Decimal(bound)}"
    return f'.refine((value) => {compared}, "Must be {operator} {bound}")'
