"""TypeScript names: the schema's own come first, and none is a word of the language."""

from __future__ import annotations

from tests.targets.reading import schema_of
from wesley.ir.api import OperationKind
from wesley.targets.wire.names import RESERVED, allocate


def test_names_are_those_of_the_schema() -> None:
    names = allocate(schema_of("type User @table { id: ID! @primaryKey } type Query { user(id: ID!): User }"))
    assert names.types["User"] == "User"
    assert names.tables["User"].insert == "UserInsert"
    assert names.arguments["query operation", "user"] == "QueryUserArgs"
    assert names.roots[OperationKind.QUERY] == "Query"


def test_what_is_made_gives_way_to_what_is_named() -> None:
    names = allocate(schema_of("type User @table { id: ID! @primaryKey } input UserRow { a: Int } enum Database { A }"))
    assert names.types["UserRow"] == "UserRow"
    assert names.tables["User"].row == "UserRow_"
    assert names.database == "Database_"


def test_words_of_the_language_get_an_underscore() -> None:
    names = allocate(schema_of("enum class { A } enum class_ { A } input string { a: Int }"))
    assert names.types == {**names.types, "class": "class_", "class_": "class__", "string": "string_"}


def test_the_words_are_those_of_ecmascript_and_typescript() -> None:
    assert {"await", "enum", "never", "undefined", "package"} <= RESERVED
