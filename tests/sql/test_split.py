"""A script is split as PostgreSQL itself would, and each statement keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wesley.sql.split import ScriptSyntaxError, line_and_column, statements

STATEMENTS = [
    "SELECT 1",
    "SELECT 'é;'",
    'CREATE TABLE "ü;" (x int)',
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END",
    "DO $a$ BEGIN PERFORM 1; END $a$",
]
BETWEEN = [";", "; ;\n", ";-- SELECT 1; é\n", ";/* SELECT 1; /* ü */ */"]


@given(st.lists(st.tuples(st.sampled_from(STATEMENTS), st.sampled_from(BETWEEN))))
def test_each_statement_is_found_at_its_place(parts: list[tuple[str, str]]) -> None:
    text = "".join(statement + between for statement, between in parts)
    found = statements(text)
    assert [statement for _, statement in found] == [statement for statement, _ in parts]
    assert all(text[offset : offset + len(statement)] == statement for offset, statement in found)


@pytest.mark.parametrize(
    ("text", "place"),
    [("SELECT 'é' FORM t t", (1, 17)), ("SELECT 1;\n\\set a b", (2, 1)), ("SELECT 1;\nSELECT\0 2", (2, 7))],
)
def test_what_is_no_sql_is_located(text: str, place: tuple[int, int]) -> None:
    with pytest.raises(ScriptSyntaxError) as caught:
        statements(text)
    assert line_and_column(text, caught.value.offset) == place
