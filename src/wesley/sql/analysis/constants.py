"""Constants in one spelling: what the input function of a type makes of a text, for the types where that is simple.

Where it is not, or where the session's settings have a say (time zones, styles of dates), the text is kept, so that
two spellings count as different.
"""

from __future__ import annotations

import json
import re
import struct
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from wesley.sql.analysis.intervals import interval

_RANGES = {"smallint": 1 << 15, "integer": 1 << 31, "bigint": 1 << 63}
_WHOLE = re.compile(r"[+-]?\d+\Z")
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?\Z")
_TRUE = frozenset({"t", "tr", "tru", "true", "y", "ye", "yes", "on", "1"})
_FALSE = frozenset({"f", "fa", "fal", "fals", "false", "n", "no", "off", "of", "0"})
_UUID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}\Z")
_TIMESTAMP = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d(?:\.\d+)?)?)?\Z")
_ZONED = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d(?:\.\d{1,6})?)?\s*([Zz]|[+-]\d\d(?::\d\d)?)\Z")
_TIME = re.compile(r"(\d\d:\d\d)(:\d\d(?:\.\d+)?)?\Z")
_ITEM = re.compile(r'([A-Za-z0-9_.:-]+)|"([^"\\]*)"')
_ARRAY = re.compile(rf"\{{\s*((?:{_ITEM.pattern})(?:\s*,\s*(?:{_ITEM.pattern}))*)?\s*\}}\Z")


def whole_number_type(number: int) -> str:
    """The type of a number without a point (manual, section 4.1.2.6)."""
    if -_RANGES["integer"] <= number < _RANGES["integer"]:
        return "integer"
    return "bigint" if fits(number, "bigint") else "numeric"


def fits(number: int, name: str) -> bool:
    """True when a number has a place in a type of whole numbers."""
    return -_RANGES[name] <= number < _RANGES[name]


def spelling(name: str, text: str) -> str:
    """The one spelling of a constant.

    Args:
        name: its type, without modifiers.
        text: as it stands between the quotes.
    """
    known = _SPELLINGS.get(name)
    return text if known is None else known(text)


def _boolean(text: str) -> str:
    word = text.strip().lower()
    if word in _TRUE:
        return "true"
    return "false" if word in _FALSE else text


def _integer(text: str) -> str:
    stripped = text.strip()
    return str(int(stripped)) if _WHOLE.match(stripped) else text


def _numeric(text: str) -> str:
    number = decimal(text)
    return text if number is None else format(number, "f")


def decimal(text: str) -> Decimal | None:
    """A decimal number with the digits that it is written with; None for another text."""
    stripped = text.strip()
    if not _DECIMAL.match(stripped):
        return None
    try:
        number = Decimal(stripped)
    except InvalidOperation:
        return None
    return abs(number) if number.is_zero() else number


def _double(text: str) -> str:
    return text if decimal(text) is None else repr(float(text))


def _real(text: str) -> str:
    if decimal(text) is None or abs(float(text)) > 3e38:
        return text
    return repr(struct.unpack("f", struct.pack("f", float(text)))[0])


def _uuid(text: str) -> str:
    return text.lower() if _UUID.match(text.lower()) else text


def _timestamp(text: str) -> str:
    match = _TIMESTAMP.match(text.strip())
    return text if match is None else f"{match[1]} {match[2] or '00:00'}{_seconds(match[3])}"


def _timestamp_with_zone(text: str) -> str:
    """A point in time with its offset written, in UTC; without one the session's time zone has a say."""
    match = _ZONED.match(text.strip())
    if match is None:
        return text
    offset = match[4].upper().replace("Z", "+00")
    offset += ":00" if ":" not in offset else ""
    try:
        moment = datetime.fromisoformat(f"{match[1]} {match[2]}{_microseconds(match[3])}{offset}").astimezone(UTC)
    except (ValueError, OverflowError):
        return text
    return moment.isoformat()


def _microseconds(text: str | None) -> str:
    whole, _, fraction = (text or ":00").partition(".")
    return f"{whole}.{fraction:0<6}"


def _time(text: str) -> str:
    match = _TIME.match(text.strip())
    return text if match is None else match[1] + _seconds(match[2])


def _seconds(text: str | None) -> str:
    whole, point, fraction = (text or ":00").partition(".")
    fraction = fraction.rstrip("0")
    return f"{whole}{point}{fraction}" if fraction else whole


def _bytea(text: str) -> str:
    return text.lower() if re.match(r"\\x([0-9a-fA-F]{2})*\Z", text) else text


def _jsonb(text: str) -> str:
    try:
        value = json.loads(text, parse_float=_json_number, parse_int=_json_number, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return text
    return json.dumps(value, sort_keys=True)


def _json_number(text: str) -> list[str]:
    # A list of one text that no JSON text can be read as: the number keeps the digits that it is written with.
    number = decimal(text)
    if number is None:
        raise ValueError(text)
    return ["\0", format(number, "f")]


def _refuse(text: str) -> None:
    raise ValueError(text)


def _items(text: str) -> str:
    """The items of an array of one dimension: words, or texts in double quotes that hold no backslash."""
    match = _ARRAY.match(text.strip())
    if match is None:
        return text
    items = [found[2] if found[2] is not None else _word(found[1]) for found in _ITEM.finditer(match[1] or "")]
    return json.dumps(items)


def _word(text: str) -> str | None:
    return None if text.upper() == "NULL" else text


_SPELLINGS = {
    "boolean": _boolean,
    "smallint": _integer,
    "integer": _integer,
    "bigint": _integer,
    "numeric": _numeric,
    "double precision": _double,
    "real": _real,
    "uuid": _uuid,
    "timestamp without time zone": _timestamp,
    "timestamp with time zone": _timestamp_with_zone,
    "time without time zone": _time,
    "interval": interval,
    "bytea": _bytea,
    "jsonb": _jsonb,
    "text[]": _items,
    "character varying[]": _items,
    "integer[]": _items,
    "bigint[]": _items,
    "smallint[]": _items,
    "uuid[]": _items,
}
