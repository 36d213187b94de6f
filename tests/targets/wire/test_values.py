"""Values of columns and of input fields."""

from __future__ import annotations

from tests.targets.reading import schema_of
from wesley.ir.api import TypeRef
from wesley.targets.wire.values import Vocabulary

SCHEMA = schema_of(
    """
    enum Mood { GOOD }
    scalar Tags @scalar(sql: "text[]")
    scalar Labels @scalar(sql: "text[]", ts: "string[]", zod: "z.array(z.string())")
    type Note @table { id: ID! @primaryKey mood: Mood words: [String!] grid: [[Int]!] tags: Tags labels: Labels }
    """
)
VOCABULARY = Vocabulary(SCHEMA)


def test_the_type_of_the_column_decides() -> None:
    value = VOCABULARY.of_column("bigint", TypeRef("Int", non_null=True), nullable=False)
    assert value.leaf.form is not None
    assert value.leaf.form.ts == "string"


def test_an_enum_is_found_by_its_field_and_by_its_type() -> None:
    by_field = VOCABULARY.of_column("text", TypeRef("Mood"), nullable=True)
    by_type = VOCABULARY.of_column("public.mood[]", None, nullable=True)
    assert by_field.leaf.enum == by_type.leaf.enum == SCHEMA.api.enums[0]
    assert by_type.lists == (True,)


def test_an_array_has_the_dimensions_of_its_field_and_no_row_of_it_is_null() -> None:
    grid = TypeRef("Int", item=TypeRef("Int", item=TypeRef("Int")))
    value = VOCABULARY.of_column("integer[]", grid, nullable=True)
    assert value.lists == (False, True)
    assert value.is_array


def test_a_scalar_may_stand_for_an_array() -> None:
    assert VOCABULARY.of_column("text[]", TypeRef("Tags"), nullable=True).lists == (True,)
    assert VOCABULARY.of_column("text[]", TypeRef("Labels"), nullable=True).lists == ()


def test_lists_of_an_input_field_say_what_may_be_null() -> None:
    value = VOCABULARY.of_field(TypeRef("Int", non_null=True, item=TypeRef("Int", item=TypeRef("Int", non_null=True))))
    assert value.lists == (True, False)
    assert not value.nullable


def test_nothing_is_known_of_an_unknown_name() -> None:
    assert VOCABULARY.of_field(TypeRef("Nothing")).leaf.sql_type is None
