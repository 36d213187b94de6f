"""`@ignore` leaves a type or a field out of every output."""

from __future__ import annotations

from tests.sdl.harness import compiled, errors_of

USER = 'type User @table { id: ID! @primaryKey  avatar: Image @ignore  age: Int @ignore @check(expr: "nope >") }'
IMAGE = 'type Image @table @ignore @index(columns: ["nothing"]) { url: String! @unique }'


def test_a_type_is_in_no_half_of_the_schema() -> None:
    schema = compiled(USER + IMAGE)
    assert [table.name for table in schema.physical.tables] == ["users"]
    assert [definition.name for definition in schema.api.objects] == ["User"]


def test_a_field_is_in_no_half_of_the_schema() -> None:
    schema = compiled(USER + IMAGE)
    assert [column.name for column in schema.physical.tables[0].columns] == ["id"]
    assert [field.name for field in schema.api.objects[0].fields] == ["id"]


def test_scalars_that_only_ignored_fields_use_are_left_out() -> None:
    schema = compiled("type User @table { id: ID! @primaryKey at: DateTime @ignore } type X @ignore { a: BigInt }")
    assert [scalar.name for scalar in schema.api.scalars] == ["ID"]


def test_enums_that_only_ignored_fields_use_make_no_type() -> None:
    assert compiled("enum E { A } type User @table { id: ID! @primaryKey e: E @ignore }").physical.enums == ()


def test_an_operation_may_be_left_out() -> None:
    schema = compiled("type Query { a: Int  b: X @ignore } type X @ignore { a: Int } type Mutation @ignore { m: X }")
    assert [operation.name for operation in schema.api.operations] == ["a"]


def test_arguments_cannot_name_what_is_left_out() -> None:
    codes = [
        problem.code.code
        for problem in errors_of("""\
        type User @table @unique(columns: ["age"]) { id: ID! @primaryKey  age: Int @ignore }
        """)
    ]
    assert codes == ["E201"]
