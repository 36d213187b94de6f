"""What a value of each PostgreSQL type is in JSON."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from wesley.targets.wire.sql_type import SqlType


class Kind(StrEnum):
    """The types whose text Wesley knows, by what is accepted; `OPAQUE` stands for every other type."""

    BOOLEAN = "boolean"
    SMALLINT = "smallint"
    INTEGER = "integer"
    BIGINT = "bigint"
    NUMERIC = "numeric"
    REAL = "real"
    DOUBLE = "double"
    TEXT = "text"
    UUID = "uuid"
    DATE = "date"
    TIME = "time"
    TIME_WITH_ZONE = "timeWithZone"
    TIMESTAMP = "timestamp"
    TIMESTAMP_WITH_ZONE = "timestampWithZone"
    INTERVAL = "interval"
    JSON = "json"
    BYTES = "bytes"
    INET = "inet"
    CIDR = "cidr"
    MACADDR = "macaddr"
    MACADDR8 = "macaddr8"
    POINT = "point"
    BITS = "bits"
    VECTOR = "vector"
    OPAQUE = "opaque"


class Form(Struct, frozen=True):
    """A type on the wire.

    Args:
        kind: which type it is.
        ts: its TypeScript type: `string`, `number`, `boolean`, `number[]` or `Json`.
        cast: SQL type to cast to before `row_to_json`; empty for none.
        postgrest: TypeScript type of what PostgREST sends, where that differs: it casts nothing.
    """

    kind: Kind
    ts: str
    cast: str = ""
    postgrest: str = ""


OPAQUE = Form(Kind.OPAQUE, "string", "text", "unknown")

_FORMS = {
    "boolean": Form(Kind.BOOLEAN, "boolean"),
    "smallint": Form(Kind.SMALLINT, "number"),
    "integer": Form(Kind.INTEGER, "number"),
    # JSON numbers are doubles in JavaScript, which end at 2^53.
    "bigint": Form(Kind.BIGINT, "string", "text", "number"),
    "numeric": Form(Kind.NUMERIC, "string", "text", "number"),
    "real": Form(Kind.REAL, "number"),
    "double precision": Form(Kind.DOUBLE, "number"),
    "text": Form(Kind.TEXT, "string"),
    "character varying": Form(Kind.TEXT, "string"),
    "character": Form(Kind.TEXT, "string"),
    "bpchar": Form(Kind.TEXT, "string"),
    "citext": Form(Kind.TEXT, "string"),
    "uuid": Form(Kind.UUID, "string"),
    "date": Form(Kind.DATE, "string"),
    "time without time zone": Form(Kind.TIME, "string"),
    "time with time zone": Form(Kind.TIME_WITH_ZONE, "string"),
    "timestamp without time zone": Form(Kind.TIMESTAMP, "string"),
    "timestamp with time zone": Form(Kind.TIMESTAMP_WITH_ZONE, "string"),
    "interval": Form(Kind.INTERVAL, "string"),
    "json": Form(Kind.JSON, "Json"),
    "jsonb": Form(Kind.JSON, "Json"),
    "bytea": Form(Kind.BYTES, "string"),
    "inet": Form(Kind.INET, "string"),
    "cidr": Form(Kind.CIDR, "string"),
    "macaddr": Form(Kind.MACADDR, "string"),
    "macaddr8": Form(Kind.MACADDR8, "string"),
    "point": Form(Kind.POINT, "string"),
    "bit": Form(Kind.BITS, "string"),
    "bit varying": Form(Kind.BITS, "string"),
    "xml": Form(Kind.OPAQUE, "string"),
    # An array of numbers in JSON; PostgREST sends pgvector's own text.
    "vector": Form(Kind.VECTOR, "number[]", "real[]", "string"),
    "halfvec": Form(Kind.VECTOR, "number[]", "real[]", "string"),
}


def form_of(sql_type: SqlType) -> Form:
    """The form of a type's values, or for an array of its elements."""
    form = _FORMS.get(sql_type.name)
    if form is None:
        return _FORMS["interval"] if sql_type.name.startswith("interval ") else OPAQUE
    # A list of vectors would be an array of arrays, which PostgreSQL takes for one array of two dimensions.
    return OPAQUE if sql_type.is_array and form.kind is Kind.VECTOR else form
