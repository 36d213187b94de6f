"""Any spelling of a type becomes the one that format_type() shows; what no column can have is refused."""

from __future__ import annotations

from itertools import chain

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wesley.sql.built_in_types import BUILT_IN, SHOWN_NAMES
from wesley.sql.error import SqlError
from wesley.sql.text import quote_identifier
from wesley.sql.type_name import base_type, canonical_type, element_type, is_array

# aclitem and the like are types of columns too; what is left out has no spelling that both servers know.
PLAIN = [f"pg_catalog.{quote_identifier(name)}" for name in sorted(SHOWN_NAMES)]
SPELLINGS = (
    *("int", "int2", "int4", "int8", "smallint", "integer", "bigint", "INTEGER", "Int", "bool", "boolean", "text"),
    *("float", "float(1)", "float(24)", "float(25)", "float(53)", "float4", "float8", "real", "double precision"),
    *("decimal", "dec", "numeric", "dec(3)", "numeric(12, 2)", "decimal(5)", "numeric(1000,1000)", "numeric(3,-2)"),
    *("char", "char(3)", "character", "character(3)", "bpchar", "bpchar(5)", "nchar(2)", "national character(2)"),
    *("varchar", "varchar(20)", "character varying", "character varying ( 7 )", "national character varying(3)"),
    *("bit", "bit(3)", "bit varying", "bit varying(3)", "varbit", "varbit(5)", '"char"', "name", "bytea", "uuid"),
    *("time", "time(3)", "timetz", "timetz(2)", "time with time zone", "time(0) without time zone"),
    *("timestamp", "timestamp(3)", "timestamptz", "timestamptz(3)", "timestamp(6) with time zone"),
    *("timestamp without time zone", "timestamptz(0)", "date", "interval", "interval(3)", "interval year"),
    *("interval month", "interval day", "interval hour", "interval minute", "interval second", "interval second(3)"),
    *("interval year to month", "interval day to hour", "interval day to minute", "interval day to second"),
    *("interval day to second(2)", "interval hour to minute", "interval hour to second(1)", "interval hour to second"),
    *("interval minute to second", "interval minute to second(4)", "json", "jsonb", "xml", "money", "inet", "cidr"),
    *("text[]", "text[][]", "int[3]", "int array", "int array[4]", "varchar(3)[]", "_int4", "pg_catalog._text"),
    *("timestamptz(3)[]", "numeric(4,1)[][]", '"char"[]', "public.status", "public.status[]", 'public."Odd Type"'),
    *('"public"."Odd Type"[]', "int /* a comment */", "int -- a comment", " int ", "pg_catalog.int4"),
)


@pytest.mark.server
def test_it_is_what_format_type_shows(database: str) -> None:
    spellings = [*SPELLINGS, *PLAIN, *(f"{name}[]" for name in PLAIN)]
    columns = ", ".join(f"c{ordinal} {spelling}\n" for ordinal, spelling in enumerate(spellings))
    with psycopg.connect(database) as connection:
        connection.execute('CREATE TYPE public.status AS ENUM (); CREATE TYPE public."Odd Type" AS (a int)')
        connection.execute(f"CREATE TABLE t ({columns}); SET search_path = ''")
        rows = connection.execute(
            "SELECT format_type(atttypid, atttypmod) FROM pg_attribute "
            "WHERE attrelid = 'public.t'::regclass AND attnum > 0 ORDER BY attnum"
        ).fetchall()
    assert [(spelling, canonical_type(spelling)) for spelling in spellings] == [
        (spelling, row[0]) for spelling, row in zip(spellings, rows, strict=True)
    ]


@pytest.mark.parametrize("spelling", [*SPELLINGS, *PLAIN])
def test_the_canonical_form_is_its_own(spelling: str) -> None:
    assert canonical_type(canonical_type(spelling)) == canonical_type(spelling)


@given(length=st.integers(1, 10_485_760), precision=st.integers(1, 1000), scale=st.integers(-1000, 1000))
def test_modifiers_are_kept(length: int, precision: int, scale: int) -> None:
    assert canonical_type(f"varchar({length})") == f"character varying({length})"
    assert canonical_type(f"decimal({precision}, {scale})") == f"numeric({precision},{scale})"


def test_too_many_digits_of_a_second_are_cut_as_postgresql_cuts_them() -> None:
    assert canonical_type("timestamp(9)") == "timestamp(6) without time zone"


@pytest.mark.parametrize(
    ("spelling", "shown"),
    [
        ("citext", "citext"),
        ("vector(3)", "vector(3)"),
        ("extensions.halfvec(3)[]", "extensions.halfvec(3)[]"),
        ("geometry(point, 4326)", "geometry(Point,4326)"),
        ("geography(POINTZ)", "geography(PointZ,4326)"),
        ("My.Type", "my.type"),
    ],
)
def test_a_type_that_is_not_built_in_keeps_its_schema(spelling: str, shown: str) -> None:
    assert canonical_type(spelling) == shown


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "-- int", "int) , (1", "int); DROP TABLE x; --", "t%TYPE", "a b c", "int\0", "setof int", "void"),
        *("record", "anyelement", "a.b.c", "text(3)", "1", "numeric(0)", "numeric(1001)", "numeric(1,2,3)"),
        *("varchar(0)", "bit(0)", "varchar('a')", "numeric(a)", "vector(a + 1)", "uuid(1)", "varchar(1, 2)"),
        *("float(54)", "int COLLATE x", "int, b int", "int NOT NULL", '"', "int\ud800", "interval(-1)", "x[-1]"),
    ],
)
def test_what_is_no_type_of_a_column_is_refused(text: str) -> None:
    with pytest.raises(SqlError):
        canonical_type(text)


@pytest.mark.parametrize(
    ("text", "offset"), [("a b c", 2), ("größe b c", 6), ("int NOT NULL", 4), ("t%TYPE", 1), ("x\0", 1), ("text,", 4)]
)
def test_the_place_of_the_error_counts_characters(text: str, offset: int) -> None:
    with pytest.raises(SqlError) as caught:
        canonical_type(text)
    assert caught.value.offset == offset


@pytest.mark.parametrize(
    ("text", "instead"),
    [("serial", "integer"), ("BIGSERIAL", "bigint"), ("serial2", "smallint"), ("serial8", "bigint")],
)
def test_a_serial_is_refused_with_the_way_out(text: str, instead: str) -> None:
    with pytest.raises(SqlError, match=f"use {instead} and @identity"):
        canonical_type(text)


@pytest.mark.parametrize(
    ("canonical", "base"),
    [
        ("integer", (None, "integer")),
        ("numeric(12,2)[]", (None, "numeric")),
        ("timestamp(3) with time zone[]", (None, "timestamp with time zone")),
        ("interval day to second(2)", (None, "interval")),
        ('"char"', (None, '"char"')),
        ("vector(3)", (None, "vector")),
        ("public.status[]", ("public", "status")),
        ('"My ""S"".x"."T(1)"(2)[]', ('My "S".x', "T(1)")),
        ("größe.maß", ("größe", "maß")),
    ],
)
def test_the_base_of_a_type(canonical: str, base: tuple[str | None, str]) -> None:
    assert base_type(canonical) == base


def test_the_base_of_every_built_in_type_is_known() -> None:
    plain = (spelling for spelling in chain(SPELLINGS, PLAIN) if "public" not in spelling)
    assert {base_type(canonical_type(spelling))[1] for spelling in plain} == BUILT_IN


def test_an_array_and_its_elements() -> None:
    assert is_array("text[]")
    assert not is_array("text")
    assert element_type("numeric(3,1)[]") == "numeric(3,1)"
