"""`@dbValue` sets the text that the database holds."""

from __future__ import annotations

from tests.sdl.harness import compiled, only_error

TASK = "type Task @table { id: ID! @primaryKey priority: Priority! }"


def test_the_stored_text_is_the_label_of_the_type() -> None:
    schema = compiled('enum Priority { HIGH @wes_dbValue(name: "very high") LOW }' + TASK)
    assert schema.physical.enums[0].values == ("very high", "LOW")
    assert [(value.name, value.stored) for value in schema.api.enums[0].values] == [
        ("HIGH", "very high"),
        ("LOW", "LOW"),
    ]


def test_an_empty_text_is_refused() -> None:
    assert only_error('enum P { A @dbValue(name: "") }').code.code == "E101"
