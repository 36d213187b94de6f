"""The modifiers of types, `numeric(12,2)`, with the limits that PostgreSQL sets to them."""

from __future__ import annotations

from typing import NamedTuple

from wesley.sql.built_in_types import SHOWN_NAMES
from wesley.sql.error import SqlError
from wesley.sql.parse import Tree, kind


class _Length(NamedTuple):
    """A type with one modifier; `tail` is what is printed behind it. Precision over the most is cut with a warning."""

    least: int
    most: int
    cut: bool = False


# htup_details.h (MaxAttrSize), varbit.h (VARBITMAXLEN) and the sections 8.3, 8.5 and 8.10 of the manual.
_LENGTHS = {
    "varchar": _Length(1, 10_485_760),
    "bpchar": _Length(1, 10_485_760),
    "bit": _Length(1, 83_886_080),
    "varbit": _Length(1, 83_886_080),
    "time": _Length(0, 6, cut=True),
    "timetz": _Length(0, 6, cut=True),
    "timestamp": _Length(0, 6, cut=True),
    "timestamptz": _Length(0, 6, cut=True),
}

# The masks of interval fields (timestamp.h): the bits 1 YEAR's 2, MONTH 1, DAY 3, HOUR 10, MINUTE 11, SECOND 12.
_YEAR, _MONTH, _DAY, _HOUR, _MINUTE, _SECOND = 1 << 2, 1 << 1, 1 << 3, 1 << 10, 1 << 11, 1 << 12
_FIELDS = {
    _YEAR: "year",
    _MONTH: "month",
    _DAY: "day",
    _HOUR: "hour",
    _MINUTE: "minute",
    _SECOND: "second",
    _YEAR | _MONTH: "year to month",
    _DAY | _HOUR: "day to hour",
    _DAY | _HOUR | _MINUTE: "day to minute",
    _DAY | _HOUR | _MINUTE | _SECOND: "day to second",
    _HOUR | _MINUTE: "hour to minute",
    _HOUR | _MINUTE | _SECOND: "hour to second",
    _MINUTE | _SECOND: "minute to second",
}
_FULL_RANGE = 0x7FFF


def with_modifiers(name: str, modifiers: list[Tree]) -> str:
    """A built-in type as it is shown.

    Args:
        name: its name in pg_type.
        modifiers: nodes of the parse tree.

    Raises:
        SqlError: the type takes no such modifiers, or they are out of range.
    """
    shown = SHOWN_NAMES[name]
    if not modifiers:
        return {"bpchar": "bpchar", "bit": '"bit"'}.get(name, shown)
    numbers = [_number(modifier, shown) for modifier in modifiers]
    if name == "interval":
        return _interval(numbers)
    if name == "numeric":
        return _numeric(numbers)
    if name not in _LENGTHS:
        raise SqlError(f"the type {shown} takes nothing in parentheses")
    if len(numbers) != 1:
        raise SqlError(f"the type {shown} takes one number in parentheses")
    length = _ranged(numbers[0], _LENGTHS[name], shown)
    first, *rest = shown.split(" ", 1)
    if "time" in first:
        return f"{first}({length}) {rest[0]}"
    return f"{shown}({length})"


def _number(modifier: Tree, shown: str) -> int:
    if kind(modifier) == "a_const" and not modifier.a_const.isnull and modifier.a_const.WhichOneof("val") == "ival":
        return int(modifier.a_const.ival.ival)
    raise SqlError(f"the type {shown} takes whole numbers in parentheses")


def _ranged(number: int, length: _Length, shown: str) -> int:
    if number < length.least or (number > length.most and not length.cut):
        raise SqlError(f"the number of {shown} is between {length.least} and {length.most}, not {number}")
    return min(number, length.most)


def _numeric(numbers: list[int]) -> str:
    if len(numbers) > 2:
        raise SqlError("the type numeric takes a precision and a scale, no more")
    precision, scale = numbers[0], numbers[1] if len(numbers) == 2 else 0
    if not 1 <= precision <= 1000:
        raise SqlError(f"the precision of numeric is between 1 and 1000, not {precision}")
    if not -1000 <= scale <= 1000:
        raise SqlError(f"the scale of numeric is between -1000 and 1000, not {scale}")
    return f"numeric({precision},{scale})"


def _interval(numbers: list[int]) -> str:
    mask, *precision = numbers
    fields = _FIELDS.get(mask)
    if (fields is None and mask != _FULL_RANGE) or len(precision) > 1:
        raise SqlError("the type interval takes fields such as DAY TO SECOND, and a precision in parentheses")
    if mask == _FULL_RANGE and not precision:
        return "interval"
    digits = f"({_ranged(precision[0], _Length(0, 6, cut=True), 'interval')})" if precision else ""
    return f"interval {fields}{digits}" if fields else f"interval{digits}"


# PostGIS shows its shapes in these letters (lwgeom_typmod, "ST_Geometry types" of its manual).
_SHAPES = {
    f"{shape}{dimension}".lower(): f"{shape}{dimension}"
    for shape in (
        *("Geometry", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"),
        *("GeometryCollection", "CircularString", "CompoundCurve", "CurvePolygon", "MultiCurve", "MultiSurface"),
        *("PolyhedralSurface", "Triangle", "Tin"),
    )
    for dimension in ("", "Z", "M", "ZM")
}
_WGS_84 = "4326"


def extension_modifiers(name: str, modifiers: list[Tree]) -> str:
    """The modifiers of a type that is not built in, in parentheses; empty when there are none.

    Raises:
        SqlError: a modifier is neither a number, a word nor a string.
    """
    if not modifiers:
        return ""
    words = [_word(modifier) for modifier in modifiers]
    if name in ("geometry", "geography"):
        words = [_SHAPES.get(words[0].lower(), words[0]), *words[1:]]
        if name == "geography" and len(words) == 1:
            words.append(_WGS_84)
    return f"({','.join(words)})"


def _word(modifier: Tree) -> str:
    if kind(modifier) == "a_const" and modifier.a_const.WhichOneof("val") == "ival":
        return str(modifier.a_const.ival.ival)
    word = ""
    if kind(modifier) == "column_ref" and len(modifier.column_ref.fields) == 1:
        word = modifier.column_ref.fields[0].string.sval
    elif kind(modifier) == "a_const" and modifier.a_const.WhichOneof("val") == "sval":
        word = modifier.a_const.sval.sval
    if word.isascii() and word.replace("_", "a").isalnum() and not word[0].isdigit():
        return str(word)
    raise SqlError("in the parentheses of a type stand numbers and plain words")
