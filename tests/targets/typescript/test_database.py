"""The map of the database."""

from __future__ import annotations

from tests.targets.reading import schema_of
from wesley.config.settings import Settings
from wesley.targets.typescript.module import module


def database(sdl: str) -> str:
    text = module(schema_of(sdl), Settings())
    return text[text.index("export type Database") :]


def test_rows_that_are_the_same_are_named() -> None:
    assert "notes: {\n        Row: NoteRow\n" in database("type Note @table { id: ID! @primaryKey }")


def test_other_names_and_values_are_written_out() -> None:
    text = database("type Note @table { id: BigInt! @primaryKey sentAt: DateTime }")
    assert "Row: {\n          id: number\n          sent_at: DateTime | null\n        }" in text


def test_a_foreign_key_is_a_relationship() -> None:
    text = database(
        """
        type User @table { id: ID! @primaryKey }
        type Profile @table { user: ID! @primaryKey @foreignKey(ref: "User.id") }
        """
    )
    assert (
        '{ foreignKeyName: "profiles_user_fkey"; columns: ["user"]; isOneToOne: true; '
        'referencedRelation: "users"; referencedColumns: ["id"] }'
    ) in text


def test_each_schema_has_its_part_and_public_is_always_there() -> None:
    text = database('type Note @table(schema: "app") { id: ID! @primaryKey } enum Mood { GOOD }')
    assert text.index("  app: {") < text.index("  public: {")


def test_a_lookup_table_is_a_table() -> None:
    text = database(
        """
        enum Mood @enum(storage: LOOKUP) { GOOD BAD }
        type Note @table { id: ID! @primaryKey mood: Mood }
        """
    )
    assert "mood" in text[: text.index("notes: {")]
