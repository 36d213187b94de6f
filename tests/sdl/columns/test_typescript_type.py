"""What `ts` of a scalar may be without `zod`: what the TypeScript target derives from the SQL type anyway."""

from __future__ import annotations

import pytest

from wesley.sdl.columns import typescript_type
from wesley.sql.type_name import canonical_type
from wesley.targets.wire.forms import form_of
from wesley.targets.wire.sql_type import parse_type

TYPES = [
    "bool",
    "int2",
    "int4",
    "int8",
    "numeric(12,2)",
    "float4",
    "float8",
    "text",
    "varchar(7)",
    "char(3)",
    "bpchar",
    "citext",
    "uuid",
    "date",
    "time",
    "timetz",
    "timestamp",
    "timestamptz(3)",
    "interval",
    "json",
    "jsonb",
    "bytea",
    "inet",
    "cidr",
    "macaddr",
    "macaddr8",
    "point",
    "bit(3)",
    "varbit",
    "xml",
    "vector(3)",
    "halfvec(3)",
    "extensions.vector(3)",
    "tsvector",
    "public.mood",
    "int4range",
    "int4[]",
    "text[]",
    "jsonb[]",
    "vector(3)[]",
]


@pytest.mark.parametrize("sql", TYPES)
def test_string_alone_fits_where_the_typescript_target_derives_it(sql: str) -> None:
    canonical = canonical_type(sql)
    sql_type = parse_type(canonical)
    derived = form_of(sql_type).ts == "string" and not sql_type.is_array
    assert typescript_type.fits("string", None, canonical) is derived


@pytest.mark.parametrize("ts", ["number", "`#${string}`", "string | null", "string[]"])
def test_every_other_type_needs_a_schema(ts: str) -> None:
    assert not typescript_type.fits(ts, None, "text")
    assert typescript_type.fits(ts, "z.any()", "text")


def test_nothing_said_fits() -> None:
    assert typescript_type.fits(None, None, "integer")
    assert typescript_type.fits(None, "z.int()", "integer")


def test_what_follows_from_the_sql_type_is_not_kept() -> None:
    assert typescript_type.own("string", None) is None
    assert typescript_type.own("string", "z.string()") == "string"
