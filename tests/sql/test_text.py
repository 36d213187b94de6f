"""Quoting agrees with quote_ident() and quote_literal() of PostgreSQL, and what was quoted is read back unchanged."""

from __future__ import annotations

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.ir import HOSTILE, texts
from wesley.sql.error import SqlError
from wesley.sql.keywords import QUOTED
from wesley.sql.parse import kind, parse
from wesley.sql.text import Sql, call, qualified, quote_identifier, quote_literal

WORDS = (*HOSTILE, *sorted(QUOTED), "name", "status", "a1", "_a", "a$b", "é", "A", "1")


@pytest.mark.server
def test_names_are_quoted_as_quote_ident_does(database18: str) -> None:
    with psycopg.connect(database18) as connection:
        rows = connection.execute("SELECT w, quote_ident(w) FROM unnest(%s::text[]) w", [list(WORDS)]).fetchall()
    assert [(word, quote_identifier(word)) for word in WORDS] == rows


@pytest.mark.server
def test_an_older_server_reads_the_same_names(database15: str) -> None:
    columns = ", ".join(f"1 AS {quote_identifier(word)}" for word in WORDS)
    with psycopg.connect(database15) as connection:
        described = connection.execute(f"SELECT {columns}").description
    assert [column.name for column in described or ()] == list(WORDS)


@pytest.mark.server
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(texts, min_size=20, max_size=20))
def test_constants_are_quoted_as_quote_literal_does(database: str, values: list[str]) -> None:
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT quote_literal(w) FROM unnest(%s::text[]) w", [values]).fetchall()
        read = connection.execute(f"SELECT {', '.join(map(quote_literal, values))}".encode()).fetchone()
    assert [quote_literal(value) for value in values] == [row[0] for row in rows]
    assert read == tuple(values)


@pytest.mark.server
@pytest.mark.parametrize("setting", ["on", "off"])
def test_a_constant_means_the_same_whatever_standard_conforming_strings_says(database18: str, setting: str) -> None:
    text = "a\\'; DROP TABLE x; --"
    with psycopg.connect(database18) as connection:
        connection.execute(f"SET standard_conforming_strings = {setting}")
        assert connection.execute(f"SELECT {quote_literal(text)}".encode()).fetchone() == (text,)


@given(name=texts.filter(bool))
def test_the_parser_reads_back_the_name(name: str) -> None:
    value = parse(f"SELECT {quote_identifier(name[:15])}").stmts[0].stmt.select_stmt.target_list[0].res_target.val
    assert kind(value) == "column_ref"
    assert value.column_ref.fields[0].string.sval == name[:15]


@pytest.mark.parametrize("name", ["", "a\0b", "a\ud800"])
def test_a_name_that_postgresql_cannot_hold_is_refused(name: str) -> None:
    with pytest.raises(SqlError):
        quote_identifier(name)


@pytest.mark.parametrize("text", ["\0", "a\udc00"])
def test_a_text_that_postgresql_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(SqlError):
        quote_literal(text)


def test_a_qualified_name() -> None:
    assert qualified("public", "Order Items") == 'public."Order Items"'


def test_a_call_of_a_function() -> None:
    assert call("plan", 3) == "SELECT plan(3);"
    assert (
        call("f", "it's", ("a", "b"), (), None, True, Sql("now()"))
        == "SELECT f('it''s', ARRAY['a', 'b'], ARRAY[]::text[], NULL, true, now());"
    )
