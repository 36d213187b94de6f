"""The types of columns: what a column of each can have, and what it can become."""

from __future__ import annotations

from msgspec import Struct

NUMBER, TEXT, TIME, ENUM, DOMAIN, OTHER = "number", "text", "time", "enum", "domain", "other"


class SqlType(Struct, frozen=True, kw_only=True):
    """A type.

    Args:
        name: as `format_type()` prints it.
        family: types of one family take the same expressions.
        value: SQL of its value number #.
        defaults: DEFAULT expressions: constant, stable, volatile.
        methods: access methods that index it without an operator class.
        distinct: True when different numbers give different values.
        casts: types that a column of this one can be changed to.
        toasted: True when its values can be compressed and stored outside.
    """

    name: str
    family: str = OTHER
    value: str
    defaults: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    distinct: bool = True
    casts: tuple[str, ...] = ()
    toasted: bool = False


_SCALAR = ("btree", "hash", "brin")
_ARRAY = ("btree", "gin")
_RANGE = ("gist", "btree", "hash")
_DAY = "'2024-01-1# 00:00:00"


def _number(name: str, *casts: str) -> SqlType:
    defaults = ("0", "7", f"(random() * 10)::{name}")
    return SqlType(name=name, family=NUMBER, value="#", defaults=defaults, methods=_SCALAR, casts=casts)


def _text(name: str, *casts: str) -> SqlType:
    return SqlType(
        name=name,
        family=TEXT,
        value="'v#'",
        defaults=("'x'", "'it''s'", "current_setting('application_name')", "left(md5(random()::text), 4)"),
        methods=("btree", "hash"),
        casts=casts,
        toasted=True,
    )


def _other(name: str, value: str, methods: tuple[str, ...], *casts: str, toasted: bool = False) -> SqlType:
    return SqlType(name=name, value=value, methods=methods, casts=casts, toasted=toasted)


def _time(name: str, value: str, defaults: tuple[str, ...], *casts: str) -> SqlType:
    return SqlType(name=name, family=TIME, value=value, defaults=defaults, methods=_SCALAR, casts=casts)


TYPES = (
    _number("integer", "bigint", "numeric", "smallint", "text", "double precision"),
    _text("text", "character varying(60)", "character varying(20)"),
    _number("bigint", "integer", "numeric(12,2)", "text"),
    _text("character varying(20)", "character varying(60)", "text"),
    _time("timestamp with time zone", f"{_DAY}+00'", ("now()", "clock_timestamp()"), "timestamp without time zone"),
    SqlType(
        name="uuid",
        value="'00000000-0000-0000-0000-00000000000#'",
        defaults=("'00000000-0000-0000-0000-000000000000'", "md5(random()::text)::uuid"),
        methods=_SCALAR,
        casts=("text",),
    ),
    SqlType(
        name="boolean",
        value="true",
        defaults=("false", "true"),
        methods=("btree",),
        distinct=False,
        casts=("text", "integer"),
    ),
    SqlType(
        name="jsonb",
        value="'{\"n\": #}'",
        defaults=("'{}'",),
        methods=("gin", "btree"),
        casts=("text",),
        toasted=True,
    ),
    _number("numeric(12,2)", "numeric", "numeric(14,2)", "bigint"),
    _time("date", "'2024-01-1#'", ("'2020-01-01'", "CURRENT_DATE"), "timestamp with time zone", "text"),
    SqlType(name="text[]", value="'{v#}'", defaults=("'{}'",), methods=_ARRAY, casts=("character varying(20)[]",)),
    _number("smallint", "integer"),
    _text("character varying(60)", "character varying(20)", "text"),
    _text("character(5)", "text"),
    _number("numeric", "numeric(12,2)"),
    _number("numeric(14,2)", "numeric(12,2)"),
    _number("double precision", "numeric"),
    _time("timestamp without time zone", f"{_DAY}'", ("LOCALTIMESTAMP",), "timestamp with time zone", "date"),
    _other("time without time zone", "'10:0#:00'", _SCALAR, "text", "interval"),
    _other("interval", "'# days'", _SCALAR, "text"),
    SqlType(name="json", value="'{\"n\": #}'", distinct=False, casts=("jsonb", "text"), toasted=True),
    _other("bytea", r"'\x0#'", ("btree", "hash"), toasted=True),
    SqlType(name="integer[]", value="'{#}'", defaults=("'{}'",), methods=_ARRAY, casts=("bigint[]", "text")),
    _other("bigint[]", "'{#}'", _ARRAY, "integer[]"),
    _other("character varying(20)[]", "'{v#}'", _ARRAY, "text[]"),
    _other("int4range", "'[#0,#1)'", _RANGE, "text"),
    _other("tstzrange", "'[2024-01-1# 00:00:00+00,2024-01-1# 01:00:00+00)'", _RANGE),
    _other("inet", "'10.0.0.#'", _SCALAR, "text"),
)
BY_NAME = {value.name: value for value in TYPES}
KEYS = tuple(BY_NAME[name] for name in ("integer", "bigint", "uuid", "text"))
INTEGERS = ("integer", "bigint", "smallint")
RANGES = ("int4range", "tstzrange")


def domain_of(name: str, base: str) -> SqlType:
    """A domain: its columns take values of its base type, and no expressions."""
    return SqlType(name=name, family=DOMAIN, value=BY_NAME[base].value, methods=("btree",))


def enum_of(name: str, values: tuple[str, ...]) -> SqlType:
    """An enum; its text as a value is not told here, since it depends on the number."""
    quoted = tuple("'" + value.replace("'", "''") + "'" for value in values)
    return SqlType(
        name=name, family=ENUM, value="", defaults=quoted, methods=("btree", "hash"), distinct=False, casts=("text",)
    )
