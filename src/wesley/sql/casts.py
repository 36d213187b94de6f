"""The casts between built-in types, as pg_cast of PostgreSQL 12 to 18 has them, and those that input and output give.

Measured on 12 and 18, which agree for the types that both have; casts that only 18 has are left out.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from wesley.sql.words import words

if TYPE_CHECKING:
    from wesley.sql.column_type import ColumnType

_VARCHAR, _DOUBLE, _VARBIT = "character varying", "double precision", "bit varying"
_TIMESTAMP, _TIMESTAMPTZ = "timestamp without time zone", "timestamp with time zone"
_TIME, _TIMETZ = "time without time zone", "time with time zone"

# Types of the category S (pg_type.typcategory): every type is converted to them by its output, from them by its input.
STRINGS = words("text character name") | {_VARCHAR}
OID_ALIASES = words(
    """
    regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc regprocedure regrole regtype
    """
)
_INTEGERS = words("smallint integer bigint")
_NUMBERS = _INTEGERS | words("numeric real") | {_DOUBLE}


class Cast(Enum):
    """How one type becomes another."""

    BINARY = "its stored form is one of the other type too"
    ASSIGNED = "ALTER COLUMN TYPE does it without being told"
    EXPLICIT = "only a cast that is written out does it"


_BINARY = {
    ("text", _VARCHAR),
    (_VARCHAR, "text"),
    ("text", "character"),
    (_VARCHAR, "character"),
    ("xml", "text"),
    ("xml", _VARCHAR),
    ("xml", "character"),
    ("bit", _VARBIT),
    (_VARBIT, "bit"),
    ("cidr", "inet"),
    ("integer", "oid"),
    ("oid", "integer"),
    ("regoper", "regoperator"),
    ("regoperator", "regoper"),
    ("regproc", "regprocedure"),
    ("regprocedure", "regproc"),
    *((number, name) for number in ("integer", "oid") for name in OID_ALIASES),
    *((name, number) for number in ("integer", "oid") for name in OID_ALIASES),
}

_ASSIGNED: dict[str, frozenset[str]] = {
    "smallint": _NUMBERS | OID_ALIASES | {"oid"},
    "integer": _NUMBERS | {"money"},
    "bigint": _NUMBERS | OID_ALIASES | {"oid", "money"},
    "numeric": _NUMBERS | {"money"},
    "real": _NUMBERS,
    _DOUBLE: _NUMBERS,
    "money": words("numeric"),
    "oid": words("bigint"),
    **dict.fromkeys(OID_ALIASES, words("bigint")),
    "text": words('"char" regclass'),
    _VARCHAR: words('"char" regclass'),
    "character": words('"char"'),
    "date": frozenset({_TIMESTAMP, _TIMESTAMPTZ}),
    _TIMESTAMP: frozenset({_TIMESTAMPTZ, _TIME, "date"}),
    _TIMESTAMPTZ: frozenset({_TIMESTAMP, _TIME, _TIMETZ, "date"}),
    _TIME: frozenset({_TIMETZ, "interval"}),
    _TIMETZ: frozenset({_TIME}),
    "interval": frozenset({_TIME}),
    "json": words("jsonb"),
    "jsonb": words("json"),
    "inet": words("cidr"),
    "macaddr": words("macaddr8"),
    "macaddr8": words("macaddr"),
    "box": words("polygon"),
    "path": words("polygon"),
    "point": words("box"),
    "polygon": words("path"),
}

_EXPLICIT: dict[str, frozenset[str]] = {
    '"char"': words("integer"),
    "integer": words('"char" bit boolean'),
    "bigint": words("bit"),
    "bit": words("integer bigint"),
    "boolean": words("integer"),
    "jsonb": _NUMBERS | {"boolean"},
    "box": words("circle lseg point"),
    "circle": words("box point polygon"),
    "lseg": words("point"),
    "polygon": words("box circle point"),
    "daterange": words("datemultirange"),
    "int4range": words("int4multirange"),
    "int8range": words("int8multirange"),
    "numrange": words("nummultirange"),
    "tsrange": words("tsmultirange"),
    "tstzrange": words("tstzmultirange"),
}


def cast_between(old: ColumnType, new: ColumnType) -> Cast | None:
    """How values of one type become values of another; None when PostgreSQL has no cast.

    Args:
        old: the type without a domain around it.
        new: another type; the same base and other modifiers are an assignment.
    """
    if new.base in STRINGS and not new.array:
        return (not old.array and _listed(old.base, new.base)) or Cast.ASSIGNED
    if old.base in STRINGS and not old.array:
        return (not new.array and _listed(old.base, new.base)) or Cast.EXPLICIT
    if old.array != new.array:
        return None
    return _of_elements(old.base, new.base)


def _of_elements(old: str, new: str) -> Cast | None:
    if old == new or new in STRINGS:
        return _listed(old, new) or Cast.ASSIGNED
    return _listed(old, new) or (Cast.EXPLICIT if old in STRINGS else None)


def _listed(old: str, new: str) -> Cast | None:
    if (old, new) in _BINARY:
        return Cast.BINARY
    if new in _ASSIGNED.get(old, ()):
        return Cast.ASSIGNED
    return Cast.EXPLICIT if new in _EXPLICIT.get(old, ()) else None
