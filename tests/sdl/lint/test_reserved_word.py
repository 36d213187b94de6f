"""Names that every query by hand must quote, though they are plain words."""

from __future__ import annotations

from tests.sdl.harness import warnings_of
from wesley.config.settings import Naming, Settings


def test_a_reserved_column_and_table() -> None:
    found = warnings_of(
        "type User @table { id: ID! @primaryKey order: Int nameOf: String }",
        "W105",
        Settings(naming=Naming(tables="singular")),
    )
    assert [problem.message for problem in found] == [
        "the table `user` is called like a reserved word of SQL",
        "the column `order` is called like a reserved word of SQL",
    ]


def test_plurals_keep_clear_of_reserved_words() -> None:
    assert not warnings_of("type User @table { id: ID! @primaryKey } type Order @table { id: ID! @primaryKey }", "W105")


def test_a_name_that_needs_quotes_for_its_letters_is_no_reserved_word() -> None:
    assert not warnings_of('type Item @table { id: ID! @primaryKey x: Int @column(name: "Größe 1") }', "W105")
