"""Every attribute of a function, and each change of one, as text."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tests.sql.ddl.support import printed
from wesley.ir.routine import Function
from wesley.sql.ddl.comment import comment_on_function
from wesley.sql.ddl.function import (
    create_function,
    drop_function,
    rename_function,
    replace_function,
)
from wesley.sql.error import SqlError
from wesley.sql.text import quote_identifier

PLAIN = Function(schema="s", name="f", arguments="a integer, text[]", returns="int", body="x", search_path=None)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (PLAIN, ""),
        (replace(PLAIN, strict=True), " RETURNS NULL ON NULL INPUT"),
        (replace(PLAIN, leakproof=True, volatility="stable"), " STABLE LEAKPROOF"),
        (replace(PLAIN, parallel="safe"), " PARALLEL safe"),
        (replace(PLAIN, parallel="restricted", security_definer=True), " SECURITY DEFINER PARALLEL restricted"),
        (replace(PLAIN, search_path=""), " SET search_path TO ''"),
        (replace(PLAIN, search_path='"my ""own""", "a,b", public'), ' SET search_path TO "my ""own""", "a,b", public'),
        (replace(PLAIN, search_path='""'), " SET search_path TO ''"),
        (replace(PLAIN, settings=(("DateStyle", "iso, mdy"),)), ' SET "DateStyle" TO "iso, mdy"'),
        (
            replace(PLAIN, settings=(("my.list", ""), ("work_mem", "1MB"))),
            """ SET "my.list" TO '' SET work_mem TO "1MB\"""",
        ),
        (replace(PLAIN, settings=(("temp_tablespaces", 'a, "B c"'),)), ' SET temp_tablespaces TO a, "B c"'),
    ],
)
def test_a_function(function: Function, words: str) -> None:
    text = f"FUNCTION s.f(a int, text[]) RETURNS int\nLANGUAGE plpgsql{words}\nAS $body$x$body$;"
    assert printed(create_function(function)) == f"CREATE {text}"
    assert printed(replace_function(function)) == f"CREATE OR REPLACE {text}"


@pytest.mark.parametrize("name", ["userId", "select", "int", 'a "b', "value"])
def test_an_argument_has_any_name(name: str) -> None:
    quoted = quote_identifier(name)
    its = replace(PLAIN, arguments=f"{quoted} integer, VARIADIC text[]")
    text = f"FUNCTION s.f({quoted} int, VARIADIC text[]) RETURNS int\nLANGUAGE plpgsql\nAS $body$x$body$;"
    assert printed(create_function(its)) == f"CREATE {text}"
    assert printed(drop_function(its)) == "DROP FUNCTION s.f(int, VARIADIC text[]);"


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (drop_function(PLAIN), "DROP FUNCTION s.f(int, text[]);"),
        (drop_function(replace(PLAIN, arguments="")), "DROP FUNCTION s.f();"),
        (rename_function(PLAIN, "g h"), 'ALTER FUNCTION s.f(int, text[]) RENAME TO "g h";'),
        (comment_on_function("s", "f", "int", None), "COMMENT ON FUNCTION s.f(int) IS NULL;"),
    ],
)
def test_a_function_is_changed(tree: Any, text: str) -> None:
    assert printed(tree) == text


@pytest.mark.parametrize(
    "function", [replace(PLAIN, volatility="VOLATILE SECURITY DEFINER"), replace(PLAIN, parallel="safe COST 5")]
)
def test_words_that_are_none_are_refused(function: Function) -> None:
    with pytest.raises(SqlError):
        create_function(function)
