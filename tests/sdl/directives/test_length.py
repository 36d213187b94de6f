"""`@length`: a check in the database and a rule for validators."""

from __future__ import annotations

import psycopg
import pytest

from tests.sdl.harness import compiled, findings, only_error, place_of
from tests.sdl.loading import loaded
from wesley.ir.api import Rules

SDL = "type User @table {{\n  id: Int! @primaryKey\n  value: {kind} @length({arguments})\n}}\n"


@pytest.mark.parametrize(
    ("kind", "arguments", "check", "rules"),
    [
        ("String!", "max: 80", "char_length(value) <= 80", Rules(max_length=80)),
        ("String", "min: 1", "char_length(value) >= 1", Rules(min_length=1)),
        (
            'String @column(type: "varchar(90)")',
            "min: 1, max: 80",
            "char_length(value) >= 1 AND char_length(value) <= 80",
            Rules(min_length=1, max_length=80),
        ),
        ("[Int!]", "max: 3", "cardinality(value) <= 3", Rules(max_length=3)),
        ("[[Int]]", "min: 1", "COALESCE(array_length(value, 1), cardinality(value)) >= 1", Rules(min_length=1)),
        (
            "String",
            "min: 2, max: 2",
            "char_length(value) >= 2 AND char_length(value) <= 2",
            Rules(min_length=2, max_length=2),
        ),
    ],
)
def test_check_and_rule(kind: str, arguments: str, check: str, rules: Rules) -> None:
    schema = compiled(SDL.format(kind=kind, arguments=arguments))
    checks = {one.name: one.expression.sql for one in schema.physical.tables[0].checks}
    assert checks["users_value_length_check"] == check
    assert schema.api.objects[0].fields[1].rules == rules


@pytest.mark.parametrize(
    ("kind", "arguments", "code", "at", "message"),
    [
        ("String", "min: null", "E101", "@length", "@length needs `min`, `max` or both"),
        ("String", "min: -1", "E101", "-1", "no length is negative"),
        ("String", "max: -1", "E101", "-1", "no length is between 0 and -1"),
        ("String", "min: 5, max: 4", "E101", "4)", "no length is between 5 and 4"),
        ("Int", "max: 4", "E102", "@length", "@length needs a text or a list, and `value` is integer"),
        ("Mood", "max: 4", "E102", "@length", "@length needs a text or a list, and `value` is public.mood"),
        ("JSON", "max: 4", "E102", "@length", "@length needs a text or a list, and `value` is jsonb"),
    ],
)
def test_a_mistake_is_told_at_its_place(kind: str, arguments: str, code: str, at: str, message: str) -> None:
    sdl = SDL.format(kind=kind, arguments=arguments) + "enum Mood { GOOD BAD }\n"
    problem = only_error(sdl)
    assert problem.message == message
    assert findings((problem,)) == [(code, *place_of(at, sdl))]


@pytest.mark.server
@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("String!", ["'a'", "'éé'", "'\U0001f600\U0001f600'"], ["''", "'abc'"]),
        ("[Int]", ["'{1}'", "'{1,2}'", "NULL"], ["'{}'", "'{1,2,3}'"]),
        ("[[Int]]", ["'{{1,2,3}}'", "'{{1},{2}}'"], ["'{}'", "'{{1},{2},{3}}'"]),
    ],
)
def test_postgresql_counts_as_documented(database18: str, kind: str, good: list[str], bad: list[str]) -> None:
    with loaded(database18, SDL.format(kind=kind, arguments="min: 1, max: 2")) as connection:
        for number, value in enumerate(good):
            connection.execute(f"INSERT INTO users VALUES ({number}, {value})".encode())
        for value in bad:
            with pytest.raises(psycopg.errors.CheckViolation, match="users_value_length_check"):
                connection.execute(f"INSERT INTO users VALUES (99, {value})".encode())
