"""A literal of the schema language as a constant of a PostgreSQL type; what the type cannot hold is refused."""

from __future__ import annotations

from wesley.sdl.columns.literal_text import MISTAKES
from wesley.sdl.language.document import Value, ValueKind
from wesley.sql.text import quote_literal
from wesley.sql.type_name import base_type, element_type, is_array

NUMBERS = frozenset(("smallint", "integer", "bigint", "numeric", "real", "double precision", "money", "oid"))
TEXTS = frozenset(("text", "character varying", "character", "bpchar", "name", '"char"', "citext"))
JSONS = frozenset(("json", "jsonb"))

_NUMBER_KINDS = (ValueKind.INT, ValueKind.FLOAT)


class ConstantError(Exception):
    """A literal that is no value of the type.

    Args:
        message: one sentence, without a full stop.
        value: the part of the literal that is wrong.
    """

    def __init__(self, message: str, value: Value) -> None:
        super().__init__(message)
        self.message = message
        self.value = value


def constant(value: Value, canonical: str, *, elements_required: bool = False) -> str:
    """The literal as a SQL constant.

    Args:
        value: the literal; enum values have been replaced by what the database stores.
        canonical: the type, as `canonical_type` gives it.
        elements_required: the elements of a list may not be null.

    Raises:
        ConstantError: the type has no such value.
        SqlError: PostgreSQL cannot hold a text in it.
    """
    name = base_type(canonical)[1]
    if name in JSONS and not is_array(canonical):
        return quote_literal(_json(value))
    if is_array(canonical):
        items = value if value.kind is ValueKind.LIST else Value(kind=ValueKind.LIST, value=(value,))
        return quote_literal(_array(items, element_type(canonical), elements_required=elements_required))
    if name == "vector" and value.kind is ValueKind.LIST:
        return quote_literal("[" + ",".join(_text(item, "double precision") for item in value.value) + "]")
    text = _text(value, canonical)
    unquoted = value.kind is ValueKind.BOOLEAN or (value.kind in _NUMBER_KINDS and name not in TEXTS)
    return text if unquoted else quote_literal(text)


def _array(value: Value, element: str, *, elements_required: bool) -> str:
    """The text of an array (PostgreSQL manual, 8.15.2)."""
    items = []
    sizes = {len(item.value) if item.kind is ValueKind.LIST else -1 for item in value.value}
    if len(sizes) > 1:
        raise ConstantError("the lists in a list have one length, which is how PostgreSQL stores them", value)
    for item in value.value:
        if item.kind is ValueKind.LIST:
            items.append(_array(item, element, elements_required=elements_required))
        elif item.kind is ValueKind.NULL:
            if elements_required:
                raise ConstantError("the elements of this list may not be null", item)
            items.append("NULL")
        else:
            text = _json(item) if base_type(element)[1] in JSONS else _text(item, element)
            items.append('"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')
    return "{" + ",".join(items) + "}"


def _text(value: Value, canonical: str) -> str:
    """The literal as PostgreSQL reads a value of a type that is neither an array nor JSON."""
    name = base_type(canonical)[1]
    if value.kind in (ValueKind.LIST, ValueKind.OBJECT, ValueKind.NULL):
        raise ConstantError(f"a {value.kind.value} is no value of {canonical}", value)
    allowed = _kinds(name)
    if allowed is not None and value.kind not in allowed:
        expected = " or ".join(kind.value for kind in allowed)
        raise ConstantError(
            f"a literal of kind {value.kind.value} is no value of {canonical}: it takes {expected}", value
        )
    text = str(value.value).lower() if value.kind is ValueKind.BOOLEAN else str(value.value)
    mistake = MISTAKES.get(name)
    reason = "" if mistake is None else mistake(text, canonical)
    if reason:
        raise ConstantError(f"`{_shortened(text)}` is no value of {canonical}: {reason}", value)
    return text


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def _kinds(name: str) -> tuple[ValueKind, ...] | None:
    """The kinds of literal that a type takes; None for a type that nothing is known of."""
    if name in ("smallint", "integer", "bigint", "oid"):
        return (ValueKind.INT, ValueKind.STRING)
    if name in NUMBERS:
        return (ValueKind.INT, ValueKind.FLOAT, ValueKind.STRING)
    if name == "boolean":
        return (ValueKind.BOOLEAN,)
    if name in TEXTS or name in MISTAKES:
        return (ValueKind.STRING,)
    return None


def _json(value: Value) -> str:
    _refuse_nul(value)
    return value.json()


def _refuse_nul(value: Value) -> None:
    if value.kind is ValueKind.LIST:
        for item in value.value:
            _refuse_nul(item)
    elif value.kind is ValueKind.OBJECT:
        for _, item in value.value:
            _refuse_nul(item)
    elif value.kind is ValueKind.STRING and "\0" in value.value:
        raise ConstantError("jsonb cannot hold the character U+0000", value)
