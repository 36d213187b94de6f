"""`@renamedFrom` names what something was called in the database before."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, only_error


def test_a_table_with_and_without_its_schema() -> None:
    schema = compiled("""\
        type Customer @table @renamedFrom(name: "clients") { id: ID! @primaryKey }
        type Order @table(schema: "shop") @renamedFrom(name: "Order") { id: ID! @primaryKey }
        type Item @table @renamedFrom(name: "items", schema: "old") { id: ID! @primaryKey }
        """)
    assert [definition.hints.renamed_from for definition in schema.api.objects] == [
        "public.clients",
        'shop."Order"',
        "old.items",
    ]


def test_a_column() -> None:
    schema = compiled('type User @table { id: ID! @primaryKey  fullName: String @renamedFrom(name: "name") }')
    assert schema.api.objects[0].fields[1].hints.renamed_from == "name"


def test_an_enum_and_its_values() -> None:
    schema = compiled("""\
        enum Role @renamedFrom(name: "user_role") { OWNER @renamedFrom(name: "BOSS") STAFF }
        type User @table { id: ID! @primaryKey  role: Role }
        """)
    (role,) = schema.api.enums
    assert role.hints.renamed_from == "public.user_role"
    assert [value.hints.renamed_from for value in role.values] == ["BOSS", None]


@pytest.mark.parametrize(
    "sdl",
    [
        'type A @renamedFrom(name: "b") { a: Int }',
        'type A { a: Int @renamedFrom(name: "b") }',
        'enum E @renamedFrom(name: "b") { A } type T { e: E }',
        'enum E { A @renamedFrom(name: "b") } type T { e: E }',
        'enum E @enum(storage: CHECK) @renamedFrom(name: "b") { A } type T @table { id: ID! @primaryKey e: E }',
    ],
)
def test_what_the_database_does_not_hold_has_no_former_name(sdl: str) -> None:
    problem = only_error(sdl)
    assert (problem.code.code, problem.message) == (
        "E102",
        "@renamedFrom is about a name in the database, and this has none",
    )


@pytest.mark.parametrize(
    "sdl",
    [
        'type A @table { id: ID! @primaryKey @renamedFrom(name: "b", schema: "c") }',
        'enum E { A @renamedFrom(name: "b", schema: "c") } type T @table { id: ID! @primaryKey e: E }',
    ],
)
def test_a_column_and_a_value_live_in_no_schema(sdl: str) -> None:
    assert "lives in no schema of its own" in only_error(sdl).message
