"""`@sensitive` marks a secret."""

from __future__ import annotations

from tests.sdl.harness import compiled, only_error


def test_the_field_says_so() -> None:
    fields = compiled("type User @table { id: ID! @primaryKey hash: String! @sensitive }").api.objects[0].fields
    assert [(field.name, field.sensitive) for field in fields] == [("id", False), ("hash", True)]


def test_fields_of_interfaces_and_of_types_without_table_may_say_so() -> None:
    api = compiled("interface I { a: Int @sensitive } type T implements I { a: Int @wes_sensitive }").api
    assert api.interfaces[0].fields[0].sensitive
    assert api.objects[0].fields[0].sensitive


def test_operations_cannot() -> None:
    assert only_error("type Query { a: Int @sensitive }").code.code == "E102"
