"""Whether values survive a change of their type: which may have no counterpart, which become others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wesley.sql.casts import STRINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from wesley.sql.column_type import ColumnType


class ValueLoss(NamedTuple):
    """What can happen to values.

    Args:
        can_fail: the old type has a value that the conversion refuses.
        lossy: the old type has values that cannot be told apart, or are others, after the conversion.
    """

    can_fail: bool
    lossy: bool


NONE = ValueLoss(can_fail=False, lossy=False)
FAILS = ValueLoss(can_fail=True, lossy=False)
LOSES = ValueLoss(can_fail=False, lossy=True)
BOTH = ValueLoss(can_fail=True, lossy=True)

_SECONDS = 6  # Digits of a second's fraction, without a modifier and at most (manual, 8.5).
_DIGITS = {"smallint": 5, "integer": 10, "bigint": 19}
_INTEGERS = tuple(_DIGITS)
# Decimal digits that survive (FLT_DIG, DBL_DIG), and the decimal exponents that fit (float.h).
_FLOATS = {"real": (6, 37), "double precision": (15, 307)}
_CUT = {"text", "character", "character varying"}
# The longest output of types whose output does not depend on settings.
_OUTPUT = {
    "boolean": 5,
    "smallint": 6,
    "integer": 11,
    "bigint": 20,
    "oid": 10,
    "uuid": 36,
    "macaddr": 17,
    "macaddr8": 23,
}
_CLOCKS = ("time without time zone", "time with time zone")
_STAMPS = ("timestamp without time zone", "timestamp with time zone")

_PAIRS: dict[tuple[str, str], ValueLoss] = {
    ("boolean", "integer"): NONE,
    ("integer", "boolean"): LOSES,
    ("integer", "oid"): LOSES,
    ("oid", "integer"): LOSES,
    ("oid", "bigint"): NONE,
    ("integer", "money"): NONE,
    ("real", "double precision"): NONE,
    ("jsonb", "json"): NONE,
    ("cidr", "inet"): NONE,
    ("inet", "cidr"): LOSES,
    ("macaddr", "macaddr8"): NONE,
    ("macaddr8", "macaddr"): FAILS,
    ("text", "json"): FAILS,
    ("character varying", "json"): FAILS,
    # A date may lie beyond the last timestamp, the year 294276.
    ("date", _STAMPS[0]): FAILS,
    ("date", _STAMPS[1]): FAILS,
    (_STAMPS[0], "date"): LOSES,
    (_STAMPS[1], "date"): LOSES,
    **{(f"{name}range", f"{name}multirange"): NONE for name in ("date", "int4", "int8", "num", "ts", "tstz")},
}


def value_loss(old: ColumnType, new: ColumnType) -> ValueLoss:
    """What a conversion does to the values of one type; of two that are not known, the worst.

    Args:
        old: the type without a domain around it.
        new: the other type; the constraints of a domain are not looked at.
    """
    if (old.base, old.length, old.scale, old.fields) == (new.base, new.length, new.scale, new.fields):
        return NONE if old.array == new.array else _from_array(old, new)
    if old.array != new.array:
        return _from_array(old, new)
    if old.values is not None and new.values is not None:
        return NONE if set(old.values) <= set(new.values) else FAILS
    return _scalar(old, new)


def _scalar(old: ColumnType, new: ColumnType) -> ValueLoss:
    if new.base in STRINGS:
        return _to_string(old, new)
    if new.values is not None:
        return FAILS if old.base in STRINGS else BOTH
    if rule := _rule(old.base, new.base):
        return rule(old, new)
    if (old.base, new.base) == ("money", "numeric") and new.length is None:
        return NONE
    return _PAIRS.get((old.base, new.base), BOTH)


def _rule(old: str, new: str) -> Callable[[ColumnType, ColumnType], ValueLoss] | None:
    same = {"bit": _bits, "bit varying": _bits, "interval": _interval, "numeric": _numeric}
    if old == new and old in same:
        return same[old]
    if {old, new} == {"bit", "bit varying"}:
        return _bits
    if old in _INTEGERS:
        return _from_integer
    if old == "numeric" and new in _FLOATS:
        return _numeric_to_float
    return _clock if old in (*_CLOCKS, *_STAMPS) and new in (*_CLOCKS, *_STAMPS, "interval") else None


def _to_string(old: ColumnType, new: ColumnType) -> ValueLoss:
    longest = old.length if old.base in _CUT | {"bit", "bit varying"} else _OUTPUT.get(old.base)
    cut = new.base == "name" and (longest is None or longest > 63)
    too_long = new.length is not None and (longest is None or longest > new.length)
    # The blanks at the end of a character(n) mean nothing: those of text are lost in it, its own in text.
    padded = (new.base == "character" and new.length is not None) or (old.base == "character")
    trimmed = old.base in STRINGS and new.base == "character"
    blanks = old.base != new.base and (padded or trimmed)
    return ValueLoss(can_fail=too_long, lossy=cut or blanks)


def _from_array(old: ColumnType, new: ColumnType) -> ValueLoss:
    return ValueLoss(can_fail=new.length is not None, lossy=new.base == "name") if old.array else BOTH


def _from_integer(old: ColumnType, new: ColumnType) -> ValueLoss:
    digits = _DIGITS[old.base]
    if new.base in _DIGITS:
        return FAILS if _DIGITS[new.base] < digits else NONE
    if new.base == "numeric":
        room = None if new.length is None else new.length - (new.scale or 0)
        return ValueLoss(can_fail=room is not None and room < digits, lossy=(new.scale or 0) < 0)
    if new.base in _FLOATS:
        return LOSES if digits > _FLOATS[new.base][0] else NONE
    return _PAIRS.get((old.base, new.base), BOTH)


def _numeric(old: ColumnType, new: ColumnType) -> ValueLoss:
    if new.length is None:
        return NONE
    if old.length is None:
        return BOTH
    rounds = (new.scale or 0) < (old.scale or 0)
    before, after = old.length - (old.scale or 0), new.length - (new.scale or 0)
    # Rounding may carry: 9.99 becomes 10.0.
    return ValueLoss(can_fail=after < before + rounds, lossy=rounds)


def _numeric_to_float(old: ColumnType, new: ColumnType) -> ValueLoss:
    digits, exponent = _FLOATS[new.base]
    if old.length is None:
        return BOTH
    fits = old.length - (old.scale or 0) <= exponent and (old.scale or 0) <= exponent
    return ValueLoss(can_fail=not fits, lossy=old.length > digits)


def _bits(old: ColumnType, new: ColumnType) -> ValueLoss:
    if new.length is None:
        return NONE
    fixed = new.base == "bit"
    return FAILS if fixed or old.length is None or old.length > new.length else NONE


def _interval(old: ColumnType, new: ColumnType) -> ValueLoss:
    return NONE if interval_keeps(old, new) else BOTH


def _clock(old: ColumnType, new: ColumnType) -> ValueLoss:
    """Timestamps and times among each other; a time as an interval.

    A timestamp's time and a zone that is left out are lost; an infinite timestamp has no time (it becomes NULL).
    """
    rounds = (_SECONDS if new.length is None else new.length) < (_SECONDS if old.length is None else old.length)
    if new.base == "interval":
        whole = old.base == _CLOCKS[0] and not new.fields
        return LOSES if not whole or rounds else NONE
    kept = (old.base in _STAMPS) == (new.base in _STAMPS) and (old.base, new.base) != (_CLOCKS[1], _CLOCKS[0])
    return NONE if kept and not rounds else LOSES


# The last field of an interval's range: nothing below it is kept (interval_support in the server's timestamp.c).
_LEAST = {"year": 5, "month": 4, "day": 3, "hour": 2, "minute": 1, "second": 0, "": 0}


def interval_keeps(old: ColumnType, new: ColumnType) -> bool:
    """True when an interval of these modifiers takes every value of the old one unchanged."""
    before, after = (_LEAST[each.fields.split(" ")[-1]] for each in (old, new))
    digits = (_SECONDS if each.length is None else each.length for each in (old, new))
    return after <= before and (before > 0 or next(digits) <= next(digits))
