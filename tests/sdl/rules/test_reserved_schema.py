"""PostgreSQL's own schemas are left to it."""

from __future__ import annotations

import pytest

from tests.sdl.harness import errors_of, findings, only_error


@pytest.mark.parametrize("name", ["pg_app", "pg_catalog", "information_schema"])
def test_a_table_in_a_schema_of_postgresql(name: str) -> None:
    problem = only_error(f'type User @table(schema: "{name}") {{ id: ID! @primaryKey }}')
    assert problem.message == f"the PostgreSQL schema `{name}` belongs to PostgreSQL"
    assert findings((problem,)) == [("E207", 1, 6)]


def test_an_enum_and_a_view() -> None:
    sdl = """\
        enum Colour @enum(schema: "pg_toast") { RED }
        type Car @table { id: ID! @primaryKey colour: Colour }
        type Red @view(sql: "SELECT id FROM public.cars", schema: "pg_temp") { id: ID! }
        """
    assert [problem.code.code for problem in errors_of(sdl)] == ["E207", "E207"]


def test_a_name_that_only_looks_like_one() -> None:
    assert not errors_of('type User @table(schema: "pgapp") { id: ID! @primaryKey }')
