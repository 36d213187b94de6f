"""Which texts are values of a PostgreSQL type.

Only forms that mean the same in every session are accepted: ISO 8601 for dates and times (`DateStyle` and `TimeZone`
decide what others mean; manual, 8.5), hexadecimal for bytes.
"""

from __future__ import annotations

import ipaddress
import math
import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

_PARENTHESES = re.compile(r"\((-?\d+)(?:,(-?\d+))?\)")
_INTEGER = re.compile(r"[+-]?\d{1,40}\Z")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,6})?\Z")
_UUID = re.compile(r"[0-9A-Fa-f]{8}(-?[0-9A-Fa-f]{4}){3}-?[0-9A-Fa-f]{12}\Z")
_TIME = r"\d\d:\d\d(:\d\d(\.\d{1,6})?)?"
_OFFSET = r"(Z|[+-]\d\d(:?\d\d)?)"
_PLAIN_TIME = re.compile(rf"{_TIME}\Z")
_OFFSET_TIME = re.compile(rf"({_TIME}){_OFFSET}\Z")
_TIMESTAMP = re.compile(rf"(\d{{4}}-\d\d-\d\d)[T ]({_TIME})({_OFFSET})?\Z")
_UNIT = r"(year|mon|month|week|day|hour|minute|min|second|sec|millisecond|microsecond)s?"
_WORDS = re.compile(rf"([+-]?\d+(\.\d+)? ?{_UNIT}( |\Z))*([+-]?\d+:\d\d(:\d\d(\.\d+)?)?)?\Z", re.IGNORECASE)
_ISO_DURATION = re.compile(r"P(?=.)([+-]?\d+(\.\d+)?[YMWD])*(T(?=.)([+-]?\d+(\.\d+)?[HMS])*)?\Z")
_MAC = re.compile(r"([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}\Z")
_MAC8 = re.compile(r"([0-9A-Fa-f]{2}[:-]){5}([0-9A-Fa-f]{2}[:-]){0,2}[0-9A-Fa-f]{2}\Z")
_BYTES = re.compile(r"\\x([0-9A-Fa-f]{2})*\Z")
_BITS = re.compile(r"[01]*\Z")
_POINT = re.compile(r"\(\s*([^,()\s]+)\s*,\s*([^,()\s]+)\s*\)\Z")

_RANGES = {"smallint": 2**15, "integer": 2**31, "bigint": 2**63}
_LARGEST_REAL = 3.4028235677973366e38
_SMALLEST_REAL = 7.006492321624085e-46
_MOST_DIGITS = 131_072


def modifiers(canonical: str) -> tuple[int, ...]:
    """The numbers in the parentheses of a type: `(12, 2)` of `numeric(12,2)`."""
    match = _PARENTHESES.search(canonical)
    return () if match is None else tuple(int(number) for number in match.groups() if number is not None)


def _integer(text: str, canonical: str) -> str:
    if not _INTEGER.match(text):
        return "it is a whole number"
    limit = _RANGES[canonical]
    return "" if -limit <= int(text) < limit else f"it goes from {-limit} to {limit - 1}"


def _oid(text: str, _: str) -> str:
    return "" if _INTEGER.match(text) and 0 <= int(text) < 2**32 else f"it is a whole number up to {2**32 - 1}"


def _numeric(text: str, canonical: str) -> str:
    if text == "NaN":
        return ""
    if not _NUMBER.match(text):
        return "it is a decimal number"
    try:
        number = Decimal(text)
    except InvalidOperation:
        return "it is a decimal number"
    if number and not -_MOST_DIGITS < number.adjusted() < _MOST_DIGITS:
        return f"it has at most {_MOST_DIGITS} digits"
    found = modifiers(canonical)
    return _fits(number, found[0], found[1] if len(found) > 1 else 0) if found else ""


def _fits(number: Decimal, precision: int, scale: int) -> str:
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and number and -exponent > scale:
        return f"it has {scale} decimals, and PostgreSQL would round"
    if number and number.adjusted() >= precision - scale:
        return f"it has {precision - scale} digits before the point"
    return ""


def _real(text: str, _: str) -> str:
    return _floating(text, _SMALLEST_REAL, _LARGEST_REAL)


def _double(text: str, _: str) -> str:
    return _floating(text, 0.0, math.inf)


def _floating(text: str, smallest: float, largest: float) -> str:
    if text in ("NaN", "Infinity", "-Infinity"):
        return ""
    if not _NUMBER.match(text):
        return "it is a number"
    number = abs(float(text))
    if number >= largest or (number <= smallest and Decimal(text) != 0):
        return "it is out of range"
    return ""


def _characters(text: str, canonical: str) -> str:
    found = modifiers(canonical)
    if "\0" in text:
        return "PostgreSQL cannot store the character U+0000"
    return f"it has at most {found[0]} characters" if found and len(text) > found[0] else ""


def _uuid(text: str, _: str) -> str:
    return "" if _UUID.match(text) else "it looks like 123e4567-e89b-12d3-a456-426614174000"


def _date(text: str, _: str) -> str:
    if text in ("infinity", "-infinity"):
        return ""
    return "" if len(text) == 10 and _reads(date.fromisoformat, text) else "it looks like 2024-12-31"


def _timestamp(text: str, _: str) -> str:
    return _moment(text, with_offset=False)


def _timestamptz(text: str, _: str) -> str:
    return _moment(text, with_offset=True)


def _moment(text: str, *, with_offset: bool) -> str:
    if text in ("infinity", "-infinity"):
        return ""
    match = _TIMESTAMP.match(text)
    form = "it looks like 2024-12-31T23:59:00" + ("Z or 2024-12-31T23:59:00+01:00" if with_offset else "")
    if match is None or not _reads(datetime.fromisoformat, f"{match[1]}T{_padded(match[2])}"):
        return form
    if with_offset and match[5] is None:
        return "it needs an offset such as Z or +01:00: the session's time zone would decide otherwise"
    if not with_offset and match[5] is not None:
        return "it has no time zone, and PostgreSQL would ignore the offset"
    return "" if match[5] is None or _is_offset(match[5]) else form


def _time(text: str, _: str) -> str:
    right = _PLAIN_TIME.match(text) and _reads(time.fromisoformat, _padded(text))
    return "" if right else "it looks like 23:59 or 23:59:59.5"


def _timetz(text: str, _: str) -> str:
    match = _OFFSET_TIME.match(text)
    right = match is not None and _reads(time.fromisoformat, _padded(match[1])) and _is_offset(match[4])
    return "" if right else "it looks like 23:59Z or 23:59:59+01:00"


def _padded(text: str) -> str:
    """A time with six digits of its second, as every Python reads it."""
    head, point, fraction = text.partition(".")
    return f"{head}.{fraction.ljust(6, '0')}" if point else head


def _is_offset(text: str) -> bool:
    """True for an offset that PostgreSQL takes: less than 16 hours (MAX_TZDISP_HOUR in timestamp.h)."""
    digits = text[1:].replace(":", "")
    return text == "Z" or (int(digits[:2]) < 16 and int(digits[2:] or "0") < 60)


def _interval(text: str, _: str) -> str:
    right = text.strip() and (_ISO_DURATION.match(text) or _WORDS.match(text))
    return "" if right else "it looks like `1 day 12:30:00` or P1DT12H30M"


def _inet(text: str, _: str) -> str:
    # A zone (fe80::1%eth0) is an address for Python and none for PostgreSQL.
    right = "%" not in text and _reads(ipaddress.ip_interface, text) and _has_bits(text)
    return "" if right else "it looks like 192.168.0.1, 10.0.0.0/8 or ::1"


def _cidr(text: str, _: str) -> str:
    right = "%" not in text and _reads(ipaddress.ip_network, text) and _has_bits(text)
    return "" if right else "it looks like 10.0.0.0/8, without bits behind the mask"


def _has_bits(text: str) -> bool:
    """True unless the mask is written as an address, which PostgreSQL does not read."""
    mask = text.partition("/")[2]
    return not mask or mask.isdigit()


def _mac(text: str, _: str) -> str:
    return "" if _MAC.match(text) else "it looks like 08:00:2b:01:02:03"


def _mac8(text: str, _: str) -> str:
    return "" if _MAC8.match(text) else "it looks like 08:00:2b:01:02:03:04:05"


def _bytes(text: str, _: str) -> str:
    return "" if _BYTES.match(text) else r"it looks like \\xdeadbeef"


def _bits(text: str, canonical: str) -> str:
    if not _BITS.match(text):
        return "it is made of 0 and 1"
    length = (modifiers(canonical) or (None,))[0]
    if length is None:
        return ""
    wrong = len(text) > length if canonical.startswith("bit varying") else len(text) != length
    return f"it has {length} bits" if wrong else ""


def _point(text: str, _: str) -> str:
    match = _POINT.match(text)
    right = match is not None and not _double(match[1], "") and not _double(match[2], "")
    return "" if right else "it looks like (1.5,2)"


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


MISTAKES: dict[str, Callable[[str, str], str]] = {
    "smallint": _integer,
    "integer": _integer,
    "bigint": _integer,
    "oid": _oid,
    "numeric": _numeric,
    "real": _real,
    "double precision": _double,
    "text": _characters,
    "citext": _characters,
    "character varying": _characters,
    "character": _characters,
    "bpchar": _characters,
    "uuid": _uuid,
    "date": _date,
    "timestamp without time zone": _timestamp,
    "timestamp with time zone": _timestamptz,
    "time without time zone": _time,
    "time with time zone": _timetz,
    "interval": _interval,
    "inet": _inet,
    "cidr": _cidr,
    "macaddr": _mac,
    "macaddr8": _mac8,
    "bytea": _bytes,
    "bit": _bits,
    '"bit"': _bits,
    "bit varying": _bits,
    "point": _point,
    "boolean": lambda text, _: "" if text in ("true", "false") else "it is true or false",
}
"""By the name of a type (`base_type`): why a text is no value of it, as the end of a sentence; empty when it is one."""
