"""Type expressions."""

from __future__ import annotations

import pytest

from tests.targets.reading import schema_of
from wesley.ir.api import TypeRef
from wesley.targets.typescript.types import Types
from wesley.targets.wire.names import allocate
from wesley.targets.wire.values import Vocabulary

SCHEMA = schema_of(
    """
    enum Mood { GOOD }
    scalar Money @scalar(sql: "numeric(12,2)")
    scalar Tags @scalar(sql: "text[]")
    scalar Colour @scalar(sql: "text", ts: "`#${string}`", zod: "z.templateLiteral(['#', z.string()])")
    type Note @table {
      id: ID! @primaryKey mood: Mood price: Money tags: Tags colour: Colour at: DateTime data: JSON object: JSONObject
    }
    """
)
TYPES = Types(SCHEMA, allocate(SCHEMA))
VOCABULARY = Vocabulary(SCHEMA)


@pytest.mark.parametrize(
    ("column", "field", "read", "written"),
    [
        ("text", "Mood", "Mood | null", "Mood | null"),
        ("numeric(12,2)", "Money", "Money | null", "Money | null"),
        ("integer", "Money", "number | null", "number | null"),
        ("text[]", "Tags", "(string | null)[] | null", "(string | null)[] | null"),
        ("text", "Colour", "Colour | null", "Colour | null"),
        ("jsonb", "JSON", "JSON | null", "NonNullJson | null"),
        ("jsonb", "JSONObject", "JSONObject | null", "JSONObject | null"),
        ("bigint", "Int", "string | null", "string | null"),
    ],
)
def test_a_column_is_what_its_type_is_on_the_wire(column: str, field: str, read: str, written: str) -> None:
    value = VOCABULARY.of_column(column, TypeRef(field), nullable=True)
    assert (TYPES.read(value), TYPES.written(value)) == (read, written)


def test_postgrest_sends_numbers_as_numbers() -> None:
    money = VOCABULARY.of_column("numeric(12,2)", TypeRef("Money"), nullable=False)
    colour = VOCABULARY.of_column("text", TypeRef("Colour"), nullable=False)
    assert TYPES.postgrest(money, write=False) == "number"
    assert TYPES.postgrest(colour, write=False) == "Colour"


def test_what_a_server_sends_follows_the_schema() -> None:
    notes = TypeRef("Note", non_null=True, item=TypeRef("Note"))
    assert TYPES.output(notes) == "(Note | null)[]"
    assert TYPES.output(TypeRef("Note", non_null=True), absent=True) == "Note | null"
    assert TYPES.output(TypeRef("Nothing", non_null=True)) == "unknown"


def test_aliases_of_scalars() -> None:
    aliases = {scalar.name: TYPES.scalar_alias(scalar) for scalar in SCHEMA.api.scalars}
    assert aliases == {
        "Colour": "`#${string}`",
        "DateTime": "string",
        "ID": "string",
        "JSON": "Json",
        "JSONObject": "{ [key: string]: Json }",
        "Money": "string",
        "Tags": "(string | null)[]",
    }
