"""`@pii` marks personal data."""

from __future__ import annotations

from tests.sdl.harness import compiled, only_error


def test_the_field_says_so() -> None:
    fields = compiled("type User @table { id: ID! @primaryKey name: String! @pii }").api.objects[0].fields
    assert [(field.name, field.pii) for field in fields] == [("id", False), ("name", True)]


def test_it_stands_on_fields_only() -> None:
    assert only_error("type User @table @pii { id: ID! @primaryKey }").code.code == "E002"
