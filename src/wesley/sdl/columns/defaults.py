"""Defaults once the types of columns are final: literals become SQL, and constants are held to the type."""

from __future__ import annotations

import re

from wesley.ir.expression import Expression
from wesley.ir.origin import Origin
from wesley.problems.suggest import did_you_mean
from wesley.sdl.columns.literal import NUMBERS, TEXTS, ConstantError, constant
from wesley.sdl.columns.sql_constant import mistake, sql_constant
from wesley.sdl.draft import ColumnDraft, Draft, EnumDraft
from wesley.sdl.language.document import Value, ValueKind
from wesley.sdl.rules.default_type import DEFAULT_TYPE
from wesley.sdl.rules.sql_syntax import SQL_SYNTAX
from wesley.sql.error import SqlError
from wesley.sql.expression import Context, parse_expression
from wesley.sql.type_name import base_type, is_array

_CALL = re.compile(r"[\w.]+\(.*\)\Z", re.DOTALL)
_SQL_WORDS = frozenset(
    ("now", "today", "tomorrow", "yesterday", "current_date", "current_time", "current_timestamp", "localtimestamp")
)


def settle(draft: Draft) -> None:
    """Turn the literals of `@default(value:)` into SQL, and report defaults that the column cannot hold."""
    for table in draft.base_tables():
        for column in table.columns.values():
            if column.default_value is not None and column.type:
                column.default = _from_literal(draft, column, column.default_value)
            elif column.default is not None and column.type:
                _check_constant(draft, column, column.default)


def _from_literal(draft: Draft, column: ColumnDraft, value: Value) -> Expression | None:
    enum = draft.enums.get(column.scalar)
    stored = value if enum is None else _stored(draft, enum, value)
    if stored is None:
        return None
    try:
        sql = _constant(column, stored, enum)
        return parse_expression(sql, Context.DEFAULT, value.origin)
    except ConstantError as error:
        place = error.value.origin if error.value.origin.known else value.origin
        _report(draft, error.message, place, _way_out(column, error.value))
    except SqlError as error:
        draft.report(SQL_SYNTAX.code, error.message, value.origin)
    return None


def _constant(column: ColumnDraft, value: Value, enum: EnumDraft | None) -> str:
    required = column.definition is not None and column.definition.type.item is not None
    required = required and _elements_required(column)
    canonical = column.type
    if enum is not None:
        # What the database holds of an enum is text of its own list, whatever the type is called.
        canonical = "text[]" if is_array(canonical) else "text"
    if column.scalar == "JSONObject" and column.depth == 0 and value.kind is not ValueKind.OBJECT:
        raise ConstantError("a JSONObject is an object: `{key: value}`", value)
    if _is_json_text(value, canonical):
        raise ConstantError("this string holds JSON: write it as a literal, without quotes around it", value)
    return constant(value, canonical, elements_required=required)


def _elements_required(column: ColumnDraft) -> bool:
    innermost = None if column.definition is None else column.definition.type
    while innermost is not None and innermost.item is not None:
        innermost = innermost.item
    return innermost is not None and innermost.non_null


def _is_json_text(value: Value, canonical: str) -> bool:
    is_text = value.kind is ValueKind.STRING and base_type(canonical)[1] in ("json", "jsonb")
    return is_text and value.value.strip()[:1] in ("{", "[") and value.value.strip()[-1:] in ("}", "]")


def _stored(draft: Draft, enum: EnumDraft, value: Value) -> Value | None:
    """The literal with what the database stores in place of the names of enum values; reported when one is unknown."""
    if value.kind is ValueKind.LIST:
        items = [_stored(draft, enum, item) for item in value.value]
        known = tuple(item for item in items if item is not None)
        return Value(kind=value.kind, value=known, origin=value.origin) if len(known) == len(items) else None
    if value.kind is ValueKind.NULL:
        return value
    name = value.value if value.kind in (ValueKind.ENUM, ValueKind.STRING) else ""
    if name in enum.stored:
        return Value(kind=ValueKind.STRING, value=enum.stored[name], origin=value.origin)
    message = f"`{enum.definition.name}` has no value `{name or value.json()}`"
    hint = did_you_mean(str(name), enum.stored) or f"it has {', '.join(enum.stored)}"
    _report(draft, message, value.origin, hint)
    return None


def _way_out(column: ColumnDraft, value: Value) -> str:
    """The proposal to write `expr`, where a string looks like SQL."""
    if value.kind is not ValueKind.STRING or base_type(column.type)[1] in TEXTS:
        return ""
    text = value.value.strip()
    if _CALL.match(text):
        return f'SQL goes into `expr`: `@default(expr: "{text}")`'
    if text.lower() in _SQL_WORDS:
        return 'the moment of the INSERT is `@default(expr: "now()")`'
    return ""


def _check_constant(draft: Draft, column: ColumnDraft, default: Expression) -> None:
    found = sql_constant(default.sql)
    if found is None:
        return
    if found.kind is ValueKind.NULL:
        if not column.nullable:
            _report(draft, f"`{column.name}` is required, and its default is null", default.origin, "leave it out")
        return
    enum = draft.enums.get(column.scalar)
    if enum is not None and not is_array(column.type) and found.value not in enum.stored.values():
        message = f"the enum `{enum.definition.name}` does not store `{found.value}`"
        _report(draft, message, default.origin, f"in SQL its values are {', '.join(enum.stored.values())}")
        return
    reason = "" if enum is not None else mistake(found, column.type)
    if reason:
        _report(draft, reason, default.origin, _frozen_way_out(found, column))


def _frozen_way_out(found: Value, column: ColumnDraft) -> str:
    name = base_type(column.type)[1]
    is_word = found.kind is ValueKind.STRING and name not in NUMBERS
    return "without quotes it is SQL: `now()`" if is_word and name.startswith(("time", "date")) else ""


def _report(draft: Draft, message: str, origin: Origin, help_text: str) -> None:
    draft.report(DEFAULT_TYPE.code, message, origin, help_text)
