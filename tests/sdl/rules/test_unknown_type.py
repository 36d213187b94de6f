"""Every type of a column comes from somewhere."""

from __future__ import annotations

import pytest

from tests.sdl.harness import errors_of, findings, only_error
from wesley.config.settings import Postgres, Settings


def column(sql: str) -> str:
    """A schema with one column of the type."""
    escaped = sql.replace('"', '\\"')
    return f'type Car @table {{ id: ID! @primaryKey n: String @column(type: "{escaped}") }}'


def test_a_slip() -> None:
    problem = only_error(column("intger"))
    assert problem.message == "there is no PostgreSQL type `intger`"
    assert problem.help.startswith("did you mean `integer`?")
    assert findings((problem,)) == [("E302", 1, 39)]


@pytest.mark.parametrize("sql", ["app.colour", "public.colour[]", "numerc(3,2)", '"Text"'])
def test_types_that_nothing_brings(sql: str) -> None:
    assert only_error(column(sql)).code.code == "E302"


@pytest.mark.parametrize(
    "sql", ["int8range", "tsvector", '"char"', "bit varying(3)", "timestamptz(3)", "oid", "jsonpath"]
)
def test_types_that_are_built_in(sql: str) -> None:
    assert not errors_of(column(sql))


def test_an_extension_that_nothing_is_known_of_may_bring_it() -> None:
    assert not errors_of(column("semver"), Settings(postgres=Postgres(extensions=("semver",))))
