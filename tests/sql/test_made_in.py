"""In which schemas functions are made."""

from __future__ import annotations

import pytest

from wesley.sql.made_in import made_in

FUNCTION = 'CREATE OR REPLACE FUNCTION "Odd one".f(integer) RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;'


@pytest.mark.parametrize(
    ("sql", "schemas"),
    [
        (FUNCTION, ("Odd one",)),
        (FUNCTION.replace('"Odd one".', ""), ()),
        ("CREATE TABLE s.t (id integer);", ()),
    ],
)
def test_the_schema_of_a_function(sql: str, schemas: tuple[str, ...]) -> None:
    assert made_in(sql) == schemas
