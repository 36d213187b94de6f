"""Extensions follow from types, functions, operator classes and the configuration; each knows who asked for it."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled
from wesley.config.settings import Postgres, Settings
from wesley.ir.access import Extension


def extensions(sdl: str, settings: Settings = Settings()) -> tuple[Extension, ...]:  # noqa: B008 - frozen
    return compiled(sdl, settings).physical.extensions


def names(field: str, on_type: str = "") -> list[str]:
    sdl = f"type T @table {on_type} {{ id: ID! @primaryKey  a: {field} }}"
    return [extension.name for extension in extensions(sdl)]


@pytest.mark.parametrize(
    ("field", "extension"),
    [
        ('String @column(type: "citext")', "citext"),
        ('[String] @column(type: "citext")', "citext"),
        ("Vector", "vector"),
        ('Vector @column(type: "vector(3)")', "vector"),
        ('String @column(type: "geometry(Point, 4326)")', "postgis"),
        ('String @column(type: "ltree")', "ltree"),
        ('UUID @default(expr: "uuid_generate_v4()")', "uuid-ossp"),
        ("String @default(expr: \"gen_salt('bf')\")", "pgcrypto"),
        ("String @check(expr: \"similarity(a, 'x') > 0.3\")", "pg_trgm"),
        ('String @backfill(expr: "unaccent(id::text)")', "unaccent"),
        ('String @index(using: "gin", opclass: "gin_trgm_ops")', "pg_trgm"),
        ('Int @index(using: "gist")', "btree_gist"),
    ],
)
def test_what_a_column_needs(field: str, extension: str) -> None:
    assert names(field) == [extension]


@pytest.mark.parametrize(
    "field", ["String", 'UUID @default(expr: "gen_random_uuid()")', "DateTime", '[Int] @index(using: "gin")']
)
def test_what_is_built_in_needs_none(field: str) -> None:
    assert names(field) == []


ON_12 = Settings(postgres=Postgres(version=12))
KEY_ONLY = "type T @table { id: ID! @primaryKey }"


def test_random_uuids_are_of_pgcrypto_on_servers_before_13() -> None:
    (found,) = extensions(KEY_ONLY, ON_12)
    assert (found.name, found.before) == ("pgcrypto", 13)
    assert extensions(KEY_ONLY, Settings(postgres=Postgres(version=13))) == ()


def test_what_else_pgcrypto_is_asked_for_is_needed_on_every_server() -> None:
    sdl = "type T @table { id: ID! @primaryKey  a: String @default(expr: \"gen_salt('bf')\") }"
    (found,) = extensions(sdl, ON_12)
    assert (found.name, found.before) == ("pgcrypto", None)


@pytest.mark.parametrize("mode", ["STORED", "TRIGGER"])
def test_what_computed_columns_call(mode: str) -> None:
    assert names(f"String @computed(expr: \"public.crypt('a', 'b')\", mode: {mode})") == ["pgcrypto"]


def test_a_random_uuid_that_names_its_schema_is_of_pgcrypto() -> None:
    assert names('UUID @default(expr: "public.gen_random_uuid()")') == ["pgcrypto"]
    assert names('UUID @default(expr: "pg_catalog.gen_random_uuid()")') == []


def test_indexes_on_expressions_and_their_predicates() -> None:
    assert names("String", '@index(expr: "soundex(a)")') == ["fuzzystrmatch"]
    assert names("String", '@index(columns: ["a"], where: "word_similarity(a, \'x\') > 1")') == ["pg_trgm"]


def test_the_query_of_a_view() -> None:
    sdl = "type V @view(sql: \"SELECT crypt('a', 'b') AS c\") { c: String }"
    assert [extension.name for extension in extensions(sdl)] == ["pgcrypto"]


def test_the_configuration_adds_others() -> None:
    settings = Settings(postgres=Postgres(extensions=("citext", "pg_stat_statements")))
    found = extensions('type T @table { id: ID! @primaryKey a: String @column(type: "citext") }', settings)
    assert [(extension.name, extension.origin.line) for extension in found] == [
        ("citext", 1),
        ("pg_stat_statements", 0),
    ]


def test_an_extension_knows_who_asked_for_it_first() -> None:
    (found,) = extensions("""\
        type T @table {
          id: ID! @primaryKey
          a: String @column(type: "citext")
          b: String @column(type: "citext")
        }
        """)
    assert found.origin.place() == ("a.graphql", 3, 3)


def test_an_enum_of_the_schema_is_no_type_of_an_extension() -> None:
    assert extensions("enum Cube { A } type T @table { id: ID! @primaryKey a: Cube }") == ()


def test_a_table_that_something_else_manages_needs_none_of_us() -> None:
    assert extensions('type T @table(managed: false) { id: ID! @primaryKey a: String @column(type: "citext") }') == ()
