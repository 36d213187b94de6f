"""The types of tables and views."""

from __future__ import annotations

from msgspec.structs import replace

from tests.targets.reading import schema_of
from tests.targets.shop import shop
from wesley.config.settings import Settings, Types
from wesley.ir.api import Field, TypeRef
from wesley.ir.schema import Schema
from wesley.targets.typescript.module import module
from wesley.targets.typescript.rows import hidden_types


def test_the_targets_of_row_level_security_are_hidden_and_unions_with_them() -> None:
    assert hidden_types(shop()) == {"Customer", "Found"}


def test_a_view_has_a_row_and_nothing_to_write() -> None:
    text = module(schema_of('type Seen @view(sql: "SELECT 1 AS at") { at: Int! }'), Settings())
    assert "SeenRow = {\n  at: number\n}" in text
    assert "SeenInsert" not in text
    assert "    Views: {\n      seens: {\n        Row: SeenRow\n        Relationships: []\n" in text


def with_relation(name: str) -> Schema:
    schema = schema_of('type Note @table { id: ID! @primaryKey authorId: ID @column(name: "author") }')
    note = schema.api.objects[0]
    fields = (*note.fields, Field(name=name, type=TypeRef("Note")))
    return replace(schema, api=replace(schema.api, objects=(replace(note, fields=fields),)))


def test_a_relation_stands_beside_the_row() -> None:
    text = module(with_relation("author"), Settings())
    assert "export interface Note extends NoteRow, NoteRelations {}" in text


def test_where_a_column_has_the_name_of_a_relation_the_relation_has_it_in_the_object() -> None:
    text = module(with_relation("author"), Settings(types=Types(keys="column")))
    assert "[K in keyof NoteRow as K extends keyof NoteRelations ? never : K]: NoteRow[K] } & NoteRelations" in text


def test_what_is_sensitive_says_so() -> None:
    assert "/** @sensitive Never to be sent to a client. */\n  password: string" in module(shop(), Settings())
