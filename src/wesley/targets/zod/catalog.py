"""Which constants describe a PostgreSQL type."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wesley.ir.api import ScalarType
from wesley.targets.wire.forms import Kind, form_of
from wesley.targets.wire.sql_type import SqlType
from wesley.targets.zod.support import (
    CONSTANTS,
    FUNCTIONS,
    Definition,
    bits,
    date_time,
    interval,
    limited_text,
    numeric,
    vector,
)

MICROSECONDS = 6

_WRITTEN = {
    Kind.BOOLEAN: "bool",
    Kind.SMALLINT: "int2",
    Kind.INTEGER: "int4",
    Kind.BIGINT: "int8",
    Kind.REAL: "float4",
    Kind.DOUBLE: "float8",
    Kind.UUID: "uuid",
    Kind.DATE: "date",
    Kind.JSON: "json",
    Kind.BYTES: "bytes",
    Kind.INET: "inet",
    Kind.CIDR: "cidr",
    Kind.MACADDR: "macaddr",
    Kind.MACADDR8: "macaddr8",
    Kind.POINT: "point",
    # Only PostgreSQL can tell whether such a text is a value.
    Kind.OPAQUE: "text",
}

_READ = {
    Kind.BOOLEAN: "bool",
    Kind.SMALLINT: "int2",
    Kind.INTEGER: "int4",
    Kind.BIGINT: "int8",
    Kind.NUMERIC: "numericRead",
    Kind.REAL: "floatRead",
    Kind.DOUBLE: "floatRead",
    Kind.UUID: "uuid",
    Kind.DATE: "dateRead",
    Kind.TIME: "timeRead",
    Kind.TIME_WITH_ZONE: "timeWithZoneRead",
    Kind.TIMESTAMP: "timestampRead",
    Kind.TIMESTAMP_WITH_ZONE: "timestampWithZoneRead",
    Kind.JSON: "jsonRead",
    Kind.BYTES: "bytes",
    Kind.VECTOR: "vectorRead",
}

_WELL_KNOWN = {
    "Email": "email",
    "EmailAddress": "email",
    "URL": "url",
    "URI": "url",
    "IPv4": "ipv4",
    "IPv6": "ipv6",
}
"""Scalars whose columns have a check beside their type: the constant accepts no more than that check."""


class Catalog:
    """Gives out constants, and remembers which a module has to declare."""

    def __init__(self) -> None:
        self._used: dict[str, Definition] = {}

    def use(self, name: str) -> str:
        """Declare a constant or function of `support.py`, and what it needs."""
        if name not in self._used:
            self._declare(name, CONSTANTS.get(name) or FUNCTIONS[name])
        return name

    def _declare(self, name: str, definition: Definition) -> str:
        if name not in self._used:
            for needed in definition.needs:
                self.use(needed)
            self._used[name] = definition
        return name

    def read(self, sql_type: SqlType) -> str:
        """The constant for what a column of this type sends."""
        return self.use(_READ.get(form_of(sql_type).kind, "textRead"))

    def written(self, sql_type: SqlType, scalar: ScalarType | None) -> str:
        """The constant for what a column of this type stores.

        Args:
            sql_type: the type.
            scalar: the scalar that was written, if any: some hold more than their type says.
        """
        kind = form_of(sql_type).kind
        if scalar is not None and scalar.well_known and scalar.name in _WELL_KNOWN:
            plain = kind in (Kind.TEXT, Kind.INET) and not sql_type.modifiers
            if plain:
                return self.use(_WELL_KNOWN[scalar.name])
        if kind in _WRITTEN:
            return self.use(_WRITTEN[kind])
        name = _constant_name(kind, sql_type)
        return self._declare(name, _PARAMETRIC[kind](name, sql_type))

    def take(self, used: Mapping[str, Definition]) -> None:
        """Declare what another catalog has given out, in its order; what is declared already stays where it is."""
        for name, definition in used.items():
            self._used.setdefault(name, definition)

    @property
    def used(self) -> Mapping[str, Definition]:
        """What was given out, in the order in which it was, each after what it needs."""
        return self._used

    def declarations(self) -> list[str]:
        """The declarations, each after what it needs."""
        functions = [definition.text for name, definition in self._used.items() if name in FUNCTIONS]
        constants = [definition.text for name, definition in self._used.items() if name not in FUNCTIONS]
        return [*functions, *constants]


def _constant_name(kind: Kind, sql_type: SqlType) -> str:
    if kind is Kind.TEXT and not sql_type.modifiers:
        return "text"
    head = "varbit" if sql_type.name == "bit varying" else kind.value
    return "_".join([head, *(str(number).replace("-", "minus") for number in sql_type.modifiers)])


def _digits(sql_type: SqlType) -> int:
    return sql_type.modifiers[0] if sql_type.modifiers else MICROSECONDS


def _first(sql_type: SqlType) -> int:
    return sql_type.modifiers[0] if sql_type.modifiers else 0


def _text(name: str, sql_type: SqlType) -> Definition:
    return limited_text(name, sql_type.modifiers[0]) if sql_type.modifiers else CONSTANTS["text"]


def _local(name: str, sql_type: SqlType) -> Definition:
    return date_time(name, "z.iso.datetime({ local: true })", _digits(sql_type), day=True, zone=False)


def _instant(name: str, sql_type: SqlType) -> Definition:
    return date_time(name, "z.iso.datetime({ offset: true })", _digits(sql_type), day=True, zone=True)


def _time(name: str, sql_type: SqlType) -> Definition:
    return date_time(name, "z.iso.time()", _digits(sql_type), day=False, zone=False)


def _time_with_zone(name: str, sql_type: SqlType) -> Definition:
    clock = r"/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d/"
    return date_time(name, f"z.string().regex({clock})", _digits(sql_type), day=False, zone=True)


_PARAMETRIC: dict[Kind, Callable[[str, SqlType], Definition]] = {
    Kind.TEXT: _text,
    Kind.NUMERIC: lambda name, sql_type: numeric(name, sql_type.modifiers),
    Kind.TIMESTAMP: _local,
    Kind.TIMESTAMP_WITH_ZONE: _instant,
    Kind.TIME: _time,
    Kind.TIME_WITH_ZONE: _time_with_zone,
    Kind.INTERVAL: lambda name, sql_type: interval(name, _digits(sql_type)),
    Kind.BITS: lambda name, sql_type: bits(name, _first(sql_type), varying=sql_type.name == "bit varying"),
    Kind.VECTOR: lambda name, sql_type: vector(name, _first(sql_type)),
}
