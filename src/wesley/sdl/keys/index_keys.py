"""The keys of an index from the arguments of a directive; what cannot be is reported."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from wesley.ir.expression import Expression
from wesley.ir.index import IndexKey
from wesley.problems.suggest import did_you_mean
from wesley.sdl.draft import ColumnDraft, Draft, Site
from wesley.sdl.language.document import Value
from wesley.sdl.lookup import column_of, columns_of, expression, key_columns, place_in
from wesley.sdl.rules.directive_argument import DIRECTIVE_ARGUMENT
from wesley.sdl.use import Use
from wesley.sql.access_methods import ACCESS_METHODS, AccessMethod
from wesley.sql.expression import Context
from wesley.sql.extensions import of_operator_class
from wesley.sql.operator_classes import is_operator_class, operator_class_names

_ORDER = re.compile(r"\s*(\w+)(?:\s+(ASC|DESC))?(?:\s+NULLS\s+(FIRST|LAST))?\s*", re.IGNORECASE)
_CLASS = re.compile(r"\s*(?:(\w+)\s+)?((?:\w+\.)?\w+)\s*")
_CALL = re.compile(r"(?:\w+\.)?(\w+)\(")


def access_method(draft: Draft, value: Value) -> AccessMethod | None:
    """The access method that `using` names; its extension is asked for."""
    name = str(value.value).lower()
    method = ACCESS_METHODS.get(name)
    if method is None:
        known = ", ".join(ACCESS_METHODS)
        hint = did_you_mean(name, ACCESS_METHODS)
        draft.report(
            DIRECTIVE_ARGUMENT.code, f"there is no index method `{name}`; there is {known}", value.origin, hint
        )
    elif method.extension is not None:
        draft.need_extension(method.extension, value.origin)
    return method


def index_keys(site: Site, use: Use, method: AccessMethod) -> tuple[IndexKey, ...] | None:
    """The keys: the named columns, or those of `order`, or the field's own; then the expression.

    Returns:
        None when they cannot be told; the reason has been reported.
    """
    orders = _orders(site, use, method)
    columns = None if orders is None else _columns(site, use, orders)
    if orders is None or columns is None:
        return None
    keys = [orders.get(column.name) or IndexKey(column=column.name) for column in columns]
    written = use.value("expr")
    if written is not None:
        found = expression(site.draft, site.table, written, Context.INDEX_KEY)
        if found is None:
            return None
        keys.append(expression_key(found))
    return _with_classes(site, use, method, keys)


def expression_key(found: Expression) -> IndexKey:
    """A key of an expression; a column alone is a key of that column."""
    if len(found.columns) == 1 and found.sql.strip('"').replace('""', '"') == found.columns[0]:
        return IndexKey(column=found.columns[0])
    return IndexKey(expression=found)


def _columns(site: Site, use: Use, orders: Mapping[str, IndexKey]) -> tuple[ColumnDraft, ...] | None:
    if use.items("columns"):
        columns = columns_of(site.draft, site.table, use.items("columns"))
    elif use.value("expr") is not None:
        columns = ()
    elif site.field is None and orders:
        columns = tuple(column for column in map(site.table.by_column, orders) if column is not None)
    else:
        columns = key_columns(site, use)
    names = {column.name for column in columns or ()}
    if columns is not None and not names.issuperset(orders):
        other = ", ".join(f"`{name}`" for name in orders if name not in names)
        message = f"`order` names {other}, which is no key of this index"
        site.draft.report(DIRECTIVE_ARGUMENT.code, message, use.origin_of("order"), "add it to `columns`")
        return None
    return columns


def _orders(site: Site, use: Use, method: AccessMethod) -> dict[str, IndexKey] | None:
    """What `order` says, by column; None when a part of it is wrong."""
    found: dict[str, IndexKey] = {}
    right = True
    for value in use.items("order"):
        key = _ordered_key(site, value)
        if key is None or key.column is None or key.column in found:
            if key is not None:
                site.draft.report(DIRECTIVE_ARGUMENT.code, "`order` names one field twice", value.origin)
            right = False
            continue
        found[key.column] = key
    if right and found and not method.orders:
        message = f"the keys of a {method.name} index have no order"
        site.draft.report(DIRECTIVE_ARGUMENT.code, message, use.origin_of("order"), "only a btree index is ordered")
        return None
    return found if right else None


def _ordered_key(site: Site, value: Value) -> IndexKey | None:
    match = _ORDER.fullmatch(str(value.value))
    if match is None:
        message = f"`{value.value}` is no order"
        help_text = '`order: ["createdAt DESC NULLS LAST"]`: a field, ASC or DESC, NULLS FIRST or NULLS LAST'
        site.draft.report(DIRECTIVE_ARGUMENT.code, message, value.origin, help_text)
        return None
    column = column_of(site.draft, site.table, match[1], value.origin)
    if column is None:
        return None
    descending = (match[2] or "").upper() == "DESC"
    first = None if match[3] is None else match[3].upper() == "FIRST"
    # The default of the direction is not written down, so that both spellings are one value.
    return IndexKey(column=column.name, descending=descending, nulls_first=None if first == descending else first)


def _with_classes(site: Site, use: Use, method: AccessMethod, keys: list[IndexKey]) -> tuple[IndexKey, ...] | None:
    value = use.value("opclass")
    if value is None:
        return tuple(keys)
    classes: dict[str, str] = {}
    for part in str(value.value).split(","):
        match = _CLASS.fullmatch(part)
        if match is None:
            message = f"`{part.strip()}` is no operator class"
            help_text = "write one for all keys, or one for each: `title gin_trgm_ops, body gin_trgm_ops`"
            site.draft.report(DIRECTIVE_ARGUMENT.code, message, value.origin, help_text)
            return None
        name = operator_class(site.draft, match[2], method, value)
        column = None if match[1] is None else column_of(site.draft, site.table, match[1], value.origin)
        if name is None or (match[1] is not None and column is None):
            return None
        classes["" if column is None else column.name] = name
    return _classified(site, value, keys, classes)


def _classified(site: Site, value: Value, keys: list[IndexKey], classes: dict[str, str]) -> tuple[IndexKey, ...] | None:
    unknown = set(classes) - {key.column for key in keys} - {""}
    if unknown or ("" in classes and len(classes) > 1):
        names = ", ".join(sorted(unknown))
        message = f"`opclass` names `{names}`, which is no key of this index" if unknown else "`opclass` is ambiguous"
        help_text = "write one class for all keys, or `field class` for each of several"
        site.draft.report(DIRECTIVE_ARGUMENT.code, message, value.origin, help_text)
        return None
    return tuple(replace(key, opclass=classes.get(key.column or "", classes.get(""))) for key in keys)


def operator_class(draft: Draft, name: str, method: AccessMethod, value: Value) -> str | None:
    """An operator class that the method has; its extension is asked for.

    Args:
        draft: the schema.
        name: the class; one that is written with its schema is the user's own and taken as it is.
        method: access method.
        value: the argument that names it.
    """
    folded = name.lower()
    if "." in folded:
        return folded
    if not is_operator_class(folded, method.name):
        hint = did_you_mean(folded, operator_class_names(method.name))
        help_text = hint or f"write one of your own with its schema: `public.{folded}`"
        message = f"{method.name} has no operator class `{folded}`"
        place = place_in(value, str(value.value).find(name), len(name))
        draft.report(DIRECTIVE_ARGUMENT.code, message, place, help_text)
        return None
    extension = of_operator_class(folded)
    if extension is not None and folded not in operator_class_names(method.name):
        draft.need_extension(extension, value.origin)
    return folded


def name_part(key: IndexKey) -> str:
    """What PostgreSQL calls a key in the name of an index (FigureIndexColname; measured on 15 and 18)."""
    if key.column is not None:
        return key.column
    sql = "" if key.expression is None else key.expression.sql
    match = _CALL.match(sql)
    if match is None or not _is_one_call(sql):
        return "expr"
    return match[1].lower()


def _is_one_call(sql: str) -> bool:
    """True when the parenthesis that opens first closes last."""
    depth = 0
    for offset, character in enumerate(sql):
        depth += (character == "(") - (character == ")")
        if character == ")" and depth == 0:
            return offset == len(sql) - 1
    return False
