"""`@view` makes a type a view over a query that is inline or in a file."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, errors_of, findings, only_error
from wesley.config.settings import Postgres, Settings
from wesley.ir.schema import Schema
from wesley.ir.view import View
from wesley.problems.problem import Problem
from wesley.sdl.read import Reading, read
from wesley.sdl.source import Source

USER = "type User @table { id: ID! @primaryKey  fullName: String!  active: Boolean! }\n"


def view(sdl: str, settings: Settings = Settings()) -> View:  # noqa: B008 - frozen
    (found,) = compiled(USER + sdl, settings).physical.views
    return found


def from_file(sdl: str, files: dict[str, str]) -> Reading:
    return read([Source("schema/user.graphql", USER), Source("schema/a/b.graphql", sdl)], Settings(), files)


def test_a_query_inline() -> None:
    found = view(
        '"Who is here" type ActiveUser @view(sql: "select id, full_name from users where active")'
        ' { id: ID!  "The name" fullName: String! }'
    )
    assert (found.schema, found.name, found.comment) == ("public", "active_users", "Who is here")
    assert found.query.sql == "SELECT id, full_name FROM users WHERE active"
    assert found.depends_on == (("public", "users"),)
    assert [(column.name, column.type, column.comment) for column in found.columns] == [
        ("id", "uuid", None),
        ("full_name", "text", "The name"),
    ]
    assert found.security_invoker
    assert not found.materialized


def test_the_type_leads_to_the_view() -> None:
    api = compiled(USER + 'type V @view(sql: "SELECT id FROM users") { id: ID! }').api
    assert (api.objects[1].relation, api.objects[1].is_view) == (("public", "vs"), True)
    assert api.objects[1].fields[0].column == "id"


def test_name_and_schema() -> None:
    found = view('type V @view(sql: "SELECT id FROM users", name: "People", schema: "app") { id: ID! }')
    assert (found.schema, found.name) == ("app", "People")


def test_the_rights_of_its_owner() -> None:
    assert not view('type V @view(sql: "TABLE users", securityInvoker: false) { id: ID! }').security_invoker


def test_a_materialized_view_has_no_invoker() -> None:
    found = view('type V @view(sql: "SELECT id FROM users", materialized: true) { id: ID! }')
    assert (found.materialized, found.security_invoker) == (True, False)
    problem = only_error(
        USER + 'type V @view(sql: "SELECT id FROM users", materialized: true, securityInvoker: true) { id: ID! }'
    )
    assert findings((problem,)) == [("E103", 2, 80)]


def test_the_invoker_needs_postgres_15() -> None:
    settings = Settings(postgres=Postgres(version=14))
    sdl = USER + 'type V @view(sql: "SELECT id FROM users") { id: ID! }'
    assert [problem.code.code for problem in errors_of(sdl, settings)] == ["E601"]
    compiled(sdl.replace('users")', 'users", securityInvoker: false)'), settings)
    compiled(sdl.replace('users")', 'users", materialized: true)'), settings)


def test_a_query_in_a_file() -> None:
    reading = from_file(
        'type V @view(file: "../v.sql") { id: ID! }', {"schema/v.sql": "-- the active\nSELECT id\nFROM users;\n"}
    )
    assert isinstance(reading.schema, Schema), reading.problems
    assert reading.schema.physical.views[0].query.sql == "SELECT id FROM users"


def error_in_file(text: str) -> Problem:
    (problem,) = from_file('type V @view(file: "v.sql") { id: ID! }', {"schema/a/v.sql": text}).problems
    return problem


def test_what_is_wrong_in_a_file_is_told_in_the_file() -> None:
    problem = error_in_file("SELECT id\nFROM users WHERE )")
    assert (problem.code.code, problem.origin.place()) == ("E401", ("schema/a/v.sql", 2, 18))


def test_a_file_that_is_not_there() -> None:
    (problem,) = from_file('type V\n  @view(file: "v.sql") { id: ID! }', {}).problems
    assert (problem.code.code, problem.origin.place()) == ("E411", ("schema/a/b.graphql", 2, 15))
    assert problem.message == "there is no file `schema/a/v.sql`, or it is no UTF-8 text"


@pytest.mark.parametrize("path", ["/etc/passwd", "secrets.txt", "/a.sql"])
def test_a_file_that_no_view_may_ask_for(path: str) -> None:
    problem = only_error(f'type V @view(file: "{path}") {{ id: ID! }}')
    assert problem.message == f"`{path}` is no path to a SQL file"


@pytest.mark.parametrize("arguments", ["(materialized: true)", "", '(sql: "SELECT 1 AS id", file: "v.sql")'])
def test_exactly_one_of_query_and_file(arguments: str) -> None:
    assert only_error(f'type V @view{arguments} {{ id: ID! @column(name: "x") }}').code.code == "E103"


@pytest.mark.parametrize(
    "query", ["DELETE FROM users", "SELECT id FROM users; SELECT 1", "", "SELECT id INTO t FROM users"]
)
def test_text_that_is_no_single_query(query: str) -> None:
    assert "E401" in [problem.code.code for problem in errors_of(USER + f'type V @view(sql: "{query}") {{ id: ID! }}')]


def test_a_table_is_no_view() -> None:
    assert only_error('type V @table @view(sql: "SELECT 1 AS id") { id: ID! }').code.code == "E103"


@pytest.mark.parametrize(
    "directive", ["@primaryKey", "@unique", '@check(expr: "id > 0")', "@index", "@default(value: 1)"]
)
def test_fields_of_views_carry_no_constraints(directive: str) -> None:
    problem = only_error(f'type V @view(sql: "SELECT 1 AS id") {{ id: Int! {directive} }}')
    assert problem.code.code == "E102"


def test_a_column_of_a_view_may_have_another_name_and_type_and_nothing_else() -> None:
    found = view('type V @view(sql: "SELECT 1 AS n") { id: Int! @column(name: "n", type: "int8") }')
    assert [(column.name, column.type) for column in found.columns] == [("n", "bigint")]
    assert only_error('type V @view(sql: "SELECT 1 AS n") { n: Int! @column(collate: "C") }').code.code == "E102"


def test_an_enum_that_a_view_shows_is_there() -> None:
    schema = compiled("enum E { A } type V @view(sql: \"SELECT 'A'::e AS e\") { e: E! }")
    assert [enum.name for enum in schema.physical.enums] == ["e"]


def test_a_relation_that_is_not_there() -> None:
    problem = only_error(USER + 'type V @view(sql: "SELECT id FROM user_s") { id: ID! }')
    assert problem.code.code == "E201"
    assert problem.help.startswith("did you mean `users`?")


@pytest.mark.parametrize("relation", ["pg_class", "pg_catalog.pg_class", "information_schema.tables", "olds"])
def test_relations_that_something_else_made(relation: str) -> None:
    compiled(
        f'type V @view(sql: "SELECT 1 AS id FROM {relation}") {{ id: Int! }}'
        " type Old @table(managed: false) { id: ID! @primaryKey }"
    )


def test_a_view_reads_views_and_lookup_tables() -> None:
    schema = compiled("""\
        enum E @enum(storage: LOOKUP) { A }
        type T @table { id: ID! @primaryKey  e: E! }
        type V @view(sql: "SELECT e.value AS id FROM es AS e JOIN ts ON ts.e = e.value") { id: String! }
        type W @view(sql: "SELECT id FROM vs") { id: String! }
        """)
    assert [found.depends_on for found in schema.physical.views] == [
        (("public", "es"), ("public", "ts")),
        (("public", "vs"),),
    ]


def test_a_name_without_a_schema_is_looked_for_in_public() -> None:
    settings = Settings(postgres=Postgres(schema="app"))
    problem = only_error(USER + 'type V @view(sql: "SELECT id FROM users") { id: ID! }', settings)
    assert (problem.code.code, problem.help.splitlines()[0]) == ("E201", "write `app.users`")
    assert view('type V @view(sql: "SELECT id FROM app.users") { id: ID! }', settings).depends_on == (("app", "users"),)
