"""Expressions and queries keep to what `postgres.version` has, wherever they stand."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, errors_of, only_error, place_of
from wesley.config.settings import Postgres, Settings
from wesley.problems.problem import Problem


def on(version: int) -> Settings:
    return Settings(postgres=Postgres(version=version))


CALL = "gcd(a, 2) > 1"
PLACES = [
    f'type T @table @check(expr: "{CALL}") {{ id: ID! @primaryKey  a: Int }}',
    f'type T @table @index(columns: ["a"], where: "{CALL}") {{ id: ID! @primaryKey  a: Int }}',
    f'type T @table @index(expr: "({CALL})") {{ id: ID! @primaryKey  a: Int }}',
    f'type T @table {{ id: ID! @primaryKey  a: Int  b: Boolean @computed(expr: "{CALL}") }}',
    f'type T @table {{ id: ID! @primaryKey  a: Int  b: Boolean @computed(expr: "{CALL}", mode: TRIGGER) }}',
    'type T @table { id: ID! @primaryKey  a: Int @default(expr: "gcd(6, 4)") }',
    'type T @table { id: ID! @primaryKey  a: Int @backfill(expr: "gcd(6, 4)") }',
    f'type T @table @rls(select: "{CALL}") {{ id: ID! @primaryKey  a: Int }}',
    'type V @view(securityInvoker: false, sql: "SELECT gcd(6, 4) AS a") { a: Int }',
]


@pytest.mark.parametrize("sdl", PLACES)
def test_every_place_is_looked_at(sdl: str) -> None:
    problem = only_error(sdl, on(12))
    assert problem.message == "the function `gcd` came with PostgreSQL 13, and the schema is written for 12"
    assert problem.origin.known
    assert not errors_of(sdl, on(13))


def test_it_is_reported_where_it_was_written() -> None:
    sdl = """\
        type T @table {
          id: ID! @primaryKey
          a: Int @default(expr: "gcd(6, 4)")
        }
        """
    assert only_error(sdl, on(12)).origin.place() == ("a.graphql", *place_of('"gcd', sdl))


def test_the_way_out_of_a_function_is_an_extension_that_brings_it() -> None:
    sdl = 'type T @table {{ id: ID! @primaryKey @default(expr: "{}uuidv7()") }}'
    assert "name the schema of the extension that brings it" in only_error(sdl.format(""), on(17)).help
    assert not errors_of(sdl.format("ext."), on(17))


def test_tables_that_something_else_manages_are_left_alone() -> None:
    assert not errors_of(
        'type T @table(managed: false) { id: ID! @primaryKey  a: Int @check(expr: "gcd(a, 2) > 1") }', on(12)
    )


def random_uuid(call: str) -> Problem:
    return only_error(f"type T @table {{ id: ID! @primaryKey  a: UUID {call} }}", on(12))


def test_a_trigger_of_12_finds_random_uuids_by_their_schema_only() -> None:
    problem = random_uuid('@computed(expr: "gen_random_uuid()", mode: TRIGGER)')
    assert problem.message.startswith("`gen_random_uuid` in a trigger came with PostgreSQL 13")
    assert "`public.gen_random_uuid()`" in problem.help


def test_pg_catalog_of_12_has_no_random_uuids() -> None:
    assert "leave out `pg_catalog.`" in random_uuid('@default(expr: "pg_catalog.gen_random_uuid()")').help


@pytest.mark.parametrize("call", ["gen_random_uuid()", "public.gen_random_uuid()"])
def test_a_default_of_12_finds_them_either_way(call: str) -> None:
    compiled(f'type T @table {{ id: ID! @primaryKey  a: UUID @default(expr: "{call}") }}', on(12))
