"""Literals become constants of a type, or are refused with the reason; PostgreSQL agrees."""

from __future__ import annotations

import psycopg
import pytest
from graphql import parse_value

from wesley.sdl.columns.literal import ConstantError, constant
from wesley.sdl.language.convert import _value
from wesley.sdl.language.document import Value
from wesley.sdl.language.located_source import LocatedSource

TAKEN = [
    ("5", "integer", "5"),
    ("-5", "bigint", "-5"),
    ('"9007199254740993"', "bigint", "'9007199254740993'"),
    ("1.50", "numeric(4,2)", "1.50"),
    ("99.99", "numeric(4,2)", "99.99"),
    ("1e2", "double precision", "1e2"),
    ('"NaN"', "real", "'NaN'"),
    ("true", "boolean", "true"),
    ('"it\'s"', "text", "'it''s'"),
    (r'"a\\b"', "text", r"E'a\\b'"),
    ('"now()"', "text", "'now()'"),
    ('"ab"', "character varying(2)", "'ab'"),
    ('"123e4567-e89b-12d3-a456-426614174000"', "uuid", "'123e4567-e89b-12d3-a456-426614174000'"),
    ('"2024-02-29"', "date", "'2024-02-29'"),
    ('"infinity"', "timestamp with time zone", "'infinity'"),
    ('"2024-02-29T12:00Z"', "timestamp with time zone", "'2024-02-29T12:00Z'"),
    ('"2024-02-29 12:00:00.5+0530"', "timestamp(3) with time zone", "'2024-02-29 12:00:00.5+0530'"),
    ('"2024-02-29T12:00:00"', "timestamp without time zone", "'2024-02-29T12:00:00'"),
    ('"23:59"', "time without time zone", "'23:59'"),
    ('"23:59:59.123456+01"', "time with time zone", "'23:59:59.123456+01'"),
    ('"1 day 12:30"', "interval", "'1 day 12:30'"),
    ('"P1Y2M3DT4H5M6S"', "interval", "'P1Y2M3DT4H5M6S'"),
    ('"10.0.0.1/8"', "inet", "'10.0.0.1/8'"),
    ('"10.0.0.0/8"', "cidr", "'10.0.0.0/8'"),
    ('"08:00:2b:01:02:03"', "macaddr", "'08:00:2b:01:02:03'"),
    (r'"\\xdeadBEEF"', "bytea", r"E'\\xdeadBEEF'"),
    ('"101"', "bit(3)", "'101'"),
    ('"(1.5, -2)"', "point", "'(1.5, -2)'"),
    ("{a: [1, 2.50, null, true], b: X}", "jsonb", '\'{"a": [1, 2.50, null, true], "b": "X"}\''),
    ('"text"', "jsonb", "'\"text\"'"),
    ("[]", "text[]", "'{}'"),
    (r'["a", "b,c", "d\"e", "f\\g", null]', "text[]", r"""E'{"a","b,c","d\\"e","f\\\\g",NULL}'"""),
    ("1", "integer[]", "'{\"1\"}'"),
    ("[[1, 2], [3, 4]]", "integer[]", '\'{{"1","2"},{"3","4"}}\''),
    ("[{a: 1}]", "jsonb[]", r"""E'{"{\\"a\\": 1}"}'"""),
]

REFUSED = [
    ("2147483648", "integer"),
    ("40000", "smallint"),
    ("1.5", "integer"),
    ('"x"', "integer"),
    ("true", "integer"),
    ("100", "numeric(4,2)"),
    ("0.001", "numeric(4,2)"),
    ("1e40", "real"),
    ("1e400", "double precision"),
    ('"yes"', "boolean"),
    ("1", "boolean"),
    ("5", "text"),
    ("WORD", "text"),
    ('"abc"', "character varying(2)"),
    ('"now()"', "uuid"),
    ('"now()"', "timestamp with time zone"),
    ('"2024-02-30"', "date"),
    ('"20240229"', "date"),
    ('"2024-02-29T12:00"', "timestamp with time zone"),
    ('"2024-02-29T12:00+17:00"', "timestamp with time zone"),
    ('"2024-02-29T12:00Z"', "timestamp without time zone"),
    ('"24:01"', "time without time zone"),
    ('"a while"', "interval"),
    ('""', "interval"),
    ('"10.0.0.256"', "inet"),
    ('"fe80::1%eth0"', "inet"),
    ('"10.0.0.1/8"', "cidr"),
    ('"abc"', "bytea"),
    ('"10"', "bit(3)"),
    ('"12"', "bit(2)"),
    ('"1,2"', "point"),
    ("[1, [2]]", "integer[]"),
    ("[[1, 2], [3]]", "integer[]"),
    ('["x"]', "integer[]"),
    ("{a: 1}", "text"),
    ("[1]", "integer"),
    (r'"\u0000"', "jsonb"),
]


def literal(text: str) -> Value:
    return _value(parse_value(LocatedSource(text)))


@pytest.mark.parametrize(("text", "canonical", "sql"), TAKEN)
def test_a_value_of_the_type_becomes_a_constant(text: str, canonical: str, sql: str) -> None:
    assert constant(literal(text), canonical) == sql


@pytest.mark.parametrize(("text", "canonical"), REFUSED)
def test_another_value_is_refused(text: str, canonical: str) -> None:
    with pytest.raises(ConstantError):
        constant(literal(text), canonical)


def test_the_refusal_gives_the_reason() -> None:
    with pytest.raises(ConstantError) as error:
        constant(literal('"2024-02-29T12:00"'), "timestamp with time zone")
    assert error.value.message == (
        "`2024-02-29T12:00` is no value of timestamp with time zone: it needs an offset such as Z or +01:00: "
        "the session's time zone would decide otherwise"
    )


def test_elements_that_are_required_are_not_null() -> None:
    with pytest.raises(ConstantError, match="may not be null"):
        constant(literal("[1, null]"), "integer[]", elements_required=True)


@pytest.mark.server
def test_postgresql_takes_what_is_taken(database: str) -> None:
    with psycopg.connect(database) as connection:
        for _, canonical, sql in TAKEN:
            connection.execute(f"CREATE TEMP TABLE one (value {canonical} DEFAULT {sql})".encode())
            connection.execute(b"INSERT INTO one DEFAULT VALUES; DROP TABLE one")
