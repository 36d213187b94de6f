"""Every column in a SQL text is a column of its table."""

from __future__ import annotations

from tests.sdl.harness import errors_of, only_error


def test_a_field_name_where_a_database_name_belongs() -> None:
    problem = only_error('type A @table { id: ID! @primaryKey unitPrice: Int @check(expr: "\\"unitPrice\\" > 0") }')
    assert problem.message == "`as` has no column `unitPrice`"
    assert problem.help == "SQL uses database names: write `unit_price`"


def test_quoted_names_are_taken_as_they_are() -> None:
    sdl = 'type A @table { id: ID! @primaryKey n: Int @column(name: "N n") @check(expr: "\\"N n\\" > 0") }'
    assert not errors_of(sdl)
