"""The half of the schema that only the schema language says: types, operations, values."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sdl.harness import compiled
from wesley.ir.api import Api, EnumValue, InputValue, Operation, OperationKind, TypeRef

INT = TypeRef("Int")


def api(sdl: str) -> Api:
    return compiled(sdl).api


def test_operations_with_arguments_results_and_words() -> None:
    (operation,) = api("""\
        type Query {
          "Finds users"
          users("how many" first: Int = 10, after: ID): [User!]! @deprecated(reason: "use search")
        }
        type User @table { id: ID! @primaryKey }
        """).operations
    assert operation == Operation(
        kind=OperationKind.QUERY,
        name="users",
        type=TypeRef("User", True, TypeRef("User", True)),
        arguments=(
            InputValue(name="first", type=INT, default="10", description="how many"),
            InputValue(name="after", type=TypeRef("ID")),
        ),
        description="Finds users",
        deprecated="use search",
    )


def test_the_three_kinds_in_their_order() -> None:
    sdl = "type Subscription { c: Int } type Mutation { b: Int } type Query { a: Int }"
    assert [(operation.kind.value, operation.name) for operation in api(sdl).operations] == [
        ("query", "a"),
        ("mutation", "b"),
        ("subscription", "c"),
    ]


def test_root_types_may_have_other_names() -> None:
    found = api("schema { query: Q } type Q { a: Int } type Mutation @table { id: ID! @primaryKey }")
    assert [operation.name for operation in found.operations] == ["a"]
    assert [definition.name for definition in found.objects] == ["Mutation"]


def test_extensions_of_the_schema_add_root_types() -> None:
    found = api("extend schema { mutation: M } schema { query: Q } type Q { a: Int } type M { b: Int }")
    assert [operation.name for operation in found.operations] == ["a", "b"]


def test_root_types_may_be_extended_and_spread_over_files() -> None:
    assert [operation.name for operation in api("extend type Query { b: Int } type Query { a: Int }").operations] == [
        "a",
        "b",
    ]


def test_interfaces_unions_and_inputs_make_no_tables() -> None:
    schema = compiled("""\
        "Has an id" interface Node { id: ID! }
        interface Named implements Node { id: ID!  name: String }
        type User implements Node & Named @table { id: ID! @primaryKey  name: String }
        type Bot implements Node { id: ID! }
        "Who acts" union Actor = User | Bot
        "What to make" input NewUser { name: String!  tags: [String!] = ["a"]  like: NewUser }
        input Key @oneOf { id: ID  name: String }
        """)
    assert [table.name for table in schema.physical.tables] == ["users"]
    found = schema.api
    assert [(one.name, one.interfaces, one.description) for one in found.interfaces] == [
        ("Node", (), "Has an id"),
        ("Named", ("Node",), None),
    ]
    assert found.objects[0].interfaces == ("Node", "Named")
    assert (found.objects[1].relation, found.objects[1].managed) == (None, True)
    assert (found.unions[0].members, found.unions[0].description) == (("User", "Bot"), "Who acts")
    assert [(one.name, one.one_of) for one in found.inputs] == [("NewUser", False), ("Key", True)]
    assert found.inputs[0].fields[1].default == '["a"]'


def test_fields_keep_arguments_descriptions_and_deprecation() -> None:
    (user,) = api("""\
        type User @table {
          id: ID! @primaryKey
          "Small or large" size(unit: Unit = CM): Int @deprecated
        }
        enum Unit { CM "Two and a half" INCH @deprecated(reason: "metric") }
        """).objects
    size = user.fields[1]
    assert (size.column, size.description, size.deprecated) == ("size", "Small or large", "No longer supported")
    assert size.arguments == (InputValue(name="unit", type=TypeRef("Unit"), default='"CM"'),)


def test_enum_values() -> None:
    (unit,) = api('enum Unit { CM "Two and a half" INCH @deprecated(reason: "metric") }').enums
    assert unit.values == (
        EnumValue(name="CM", stored="CM"),
        EnumValue(name="INCH", stored="INCH", description="Two and a half", deprecated="metric"),
    )


def test_inputs_may_be_deprecated() -> None:
    (one,) = api('input I { a: Int  b: Int @deprecated(reason: "a") }').inputs
    assert [field.deprecated for field in one.fields] == [None, "a"]


def test_scalars_that_are_used_or_defined() -> None:
    found = api("""\
        scalar Mine @specifiedBy(url: "https://example.com/mine")
        type Query { at(day: Date): DateTime }
        input I { big: BigInt }
        """)
    assert [scalar.name for scalar in found.scalars] == ["BigInt", "Date", "DateTime", "Mine"]


@pytest.mark.parametrize("definition", ["type Point { x: Int }", "enum Point { A }", "input Point { x: Int }"])
def test_a_type_may_have_the_name_of_a_well_known_scalar(definition: str) -> None:
    use = "input I { p: Point }" if "input" in definition else "type Query { p: Point }"
    assert "Point" not in [scalar.name for scalar in api(definition + use).scalars]


@pytest.mark.parametrize(
    ("literal", "text"),
    [
        ("null", "null"),
        ("-0", "-0"),
        ("12345678901234567890123", "12345678901234567890123"),
        ("1.50e+3", "1.50e+3"),
        ('"ü\\n\\""', '"ü\\n\\""'),
        ('"""\n  a\n   b\n"""', '"a\\n b"'),
        ("RED", '"RED"'),
        ("[1, [true], []]", "[1, [true], []]"),
        ('{a: 1, b: {c: "d"}}', '{"a": 1, "b": {"c": "d"}}'),
    ],
)
def test_default_values_are_json(literal: str, text: str) -> None:
    (one,) = api(f"input I {{ a: JSON = {literal} }}").inputs
    assert one.fields[0].default == text


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=8,
)


@given(VALUES.filter(lambda value: "\\ud" not in json.dumps(value)))
def test_a_default_value_means_what_was_written(value: object) -> None:
    """JSON texts without objects are GraphQL literals too."""
    (one,) = api(f"input I {{ a: JSON = {json.dumps(value)} }}").inputs
    assert json.loads(one.fields[0].default or "") == value
