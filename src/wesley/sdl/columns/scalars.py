"""The scalars that need no declaration, and what each is in PostgreSQL."""

from __future__ import annotations

from wesley.ir.api import ScalarType

EMAIL_PATTERN = r"^[^@[:space:]]+@[^@[:space:]]+$"
"""What an Email column accepts: one @ between two texts without blanks. No expression tells which mailboxes exist."""

URL_PATTERN = r"^[A-Za-z][A-Za-z0-9+.-]*://[^[:space:]]+$"
"""What a URL column accepts: a scheme (RFC 3986, section 3.1), `://` and something without blanks."""

_SQL_TYPES = {
    "ID": "uuid",
    "String": "text",
    "Int": "integer",
    "Float": "double precision",
    "Boolean": "boolean",
    "UUID": "uuid",
    "SmallInt": "smallint",
    "BigInt": "bigint",
    "Long": "bigint",
    "Decimal": "numeric",
    "BigDecimal": "numeric",
    "Money": "numeric(19,4)",
    "DateTime": "timestamp with time zone",
    "Timestamp": "timestamp with time zone",
    "LocalDateTime": "timestamp without time zone",
    "Date": "date",
    "Time": "time without time zone",
    "LocalTime": "time without time zone",
    "Interval": "interval",
    "Duration": "interval",
    "JSON": "jsonb",
    "JSONObject": "jsonb",
    "Bytes": "bytea",
    "Email": "text",
    "EmailAddress": "text",
    "URL": "text",
    "URI": "text",
    "Inet": "inet",
    "IP": "inet",
    "IPv4": "inet",
    "IPv6": "inet",
    "CIDR": "cidr",
    "MacAddr": "macaddr",
    "MAC": "macaddr",
    "Point": "point",
    "Vector": "vector",
    "Xml": "xml",
}

WELL_KNOWN: dict[str, ScalarType] = {
    name: ScalarType(name=name, sql=sql, well_known=True, extension="vector" if name == "Vector" else None)
    for name, sql in _SQL_TYPES.items()
}

CHECKS = {
    "Email": "{} ~ " + f"'{EMAIL_PATTERN}'",
    "EmailAddress": "{} ~ " + f"'{EMAIL_PATTERN}'",
    "URL": "{} ~ " + f"'{URL_PATTERN}'",
    "URI": "{} ~ " + f"'{URL_PATTERN}'",
    "JSONObject": "jsonb_typeof({}) = 'object'",
    "IPv4": "family({}) = 4",
    "IPv6": "family({}) = 6",
}
"""What a column of the scalar must hold besides its type; `{}` stands for the column."""


def id_scalar(sql: str) -> ScalarType:
    """The scalar ID as the configuration wants it (`ids.type`)."""
    return ScalarType(name="ID", sql=sql, well_known=True)
