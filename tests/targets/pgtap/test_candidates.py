"""Values for test rows are values of their type, and differ between the tenants."""

from __future__ import annotations

import pytest

from wesley.postgres.session import session
from wesley.targets.pgtap.candidates import candidates, split_type, uuid
from wesley.targets.pgtap.reading import read

TYPES = [
    "uuid",
    "smallint",
    "integer",
    "bigint",
    "numeric",
    "numeric(4,2)",
    "numeric(3,0)",
    "real",
    "double precision",
    "text",
    "character varying",
    "character varying(2)",
    "character(3)",
    "boolean",
    "date",
    "timestamp with time zone",
    "timestamp without time zone",
    "time without time zone",
    "interval",
    "json",
    "jsonb",
    "bytea",
    "inet",
    "cidr",
    "macaddr",
    "point",
    "box",
    "int4range",
    "int8range",
    "numrange",
    "daterange",
    "tsrange",
    "tstzrange",
    "tsvector",
    "bit(3)",
    "text[]",
    "integer[]",
    "uuid[]",
]
HINT = read("a > 5 AND a < 99.5 AND length(b) >= 3 AND c IN ('x', 'y') AND d ~ '^[a-z]{4}$'")


@pytest.mark.server
def test_each_is_a_value_of_its_type(database18: str) -> None:
    with session(database18) as connection:
        for type_name in TYPES:
            for tenant in (0, 1):
                for text in candidates(type_name, "orders total", tenant, (HINT,), ()):
                    connection.rows(f"SELECT %s::{type_name}", (text,))


@pytest.mark.parametrize("type_name", [name for name in TYPES if not name.endswith("[]")])
def test_the_tenants_get_different_values(type_name: str) -> None:
    first, second = (next(candidates(type_name, "orders total", tenant, (), ())) for tenant in (0, 1))

    assert first != second


def test_an_enum_gives_its_labels() -> None:
    assert list(candidates("public.status", "x", 0, (), ("open", "done"))) == ["open", "done"]
    assert next(candidates("public.status", "x", 1, (), ("open", "done"))) == "done"


def test_an_unknown_type_gives_none() -> None:
    assert list(candidates("public.of_somebody", "x", 0, (), ())) == []


def test_conditions_hint_at_values() -> None:
    assert {"x", "y", "aaaa", "aaa"} <= set(candidates("text", "x", 0, (HINT,), ()))
    assert {"6", "4", "5"} <= set(candidates("integer", "x", 0, (HINT,), ()))


def test_types_are_taken_apart() -> None:
    assert split_type("numeric(12,2)") == ("numeric", (12, 2))
    assert split_type("public.citext") == ("citext", ())
    assert split_type("timestamp(3) with time zone") == ("timestamp with time zone", (3,))


def test_a_uuid_shows_its_tenant() -> None:
    assert uuid("x", 0).startswith("aaaaaaaa-")
    assert uuid("x", 1).startswith("bbbbbbbb-")
