"""The parser's tree becomes our own: extensions merged, literals as they were written, every node with its place."""

from __future__ import annotations

from wesley.ir.origin import Origin
from wesley.sdl.directives import words
from wesley.sdl.language.document import Document, Kind, TypeDefinition, Value, ValueKind
from wesley.sdl.language.parse import parse
from wesley.sdl.source import Source

WORDS = words()


def document(*texts: str) -> Document:
    found, problems = parse([Source(f"{number}.graphql", text) for number, text in enumerate(texts)], WORDS)
    assert not problems, problems
    return found


def only(*texts: str) -> TypeDefinition:
    (found,) = document(*texts).types
    return found


def place(origin: Origin) -> tuple[str, int, int, int]:
    return (*origin.place(), origin.length)


def argument_of_default(text: str) -> Value:
    field = only(f"type A @table {{ a: Int @default(value: {text}) }}").fields[0]
    return field.directives[0].arguments[0].value


def test_extensions_are_merged_in_the_order_of_the_sources_wherever_they_stand() -> None:
    found = document(
        "extend type A @wes_table { b: Int }",
        "interface I { a: Int }\ntype A { a: Int }",
        "extend type A implements I { c: Int }",
    ).by_name()["A"]
    assert [field.name for field in found.fields] == ["a", "b", "c"]
    assert found.interfaces == ("I",)
    assert [use.name for use in found.directives] == ["wes_table"]
    assert place(found.origin) == ("1.graphql", 2, 6, 1)
    assert place(found.fields[1].origin) == ("0.graphql", 1, 28, 1)


def test_every_kind_can_be_extended() -> None:
    found = document("""
        enum E { X } extend enum E { Y }
        input N { a: Int } extend input N { b: Int }
        union U = A extend union U = B
        type A { a: Int } type B { b: Int }
        scalar S extend scalar S @specifiedBy(url: "https://example.com")
        """).by_name()
    assert [value.name for value in found["E"].values] == ["X", "Y"]
    assert [entry.name for entry in found["N"].inputs] == ["a", "b"]
    assert found["U"].members == ("A", "B")
    assert [use.name for use in found["S"].directives] == ["specifiedBy"]


def test_an_extension_of_a_scalar_that_needs_no_definition_defines_it() -> None:
    found = only('extend scalar Email @scalar(sql: "citext")')
    assert (found.kind, found.name, len(found.directives)) == (Kind.SCALAR, "Email", 1)


def test_a_field_knows_its_type_and_the_places_of_both() -> None:
    (field,) = only('type A {\n\t"about" name(x: Int = 1): [String!]!\n}').fields
    assert (str(field.type), field.description) == ("[String!]!", "about")
    assert place(field.origin) == ("0.graphql", 2, 10, 4)
    assert place(field.type_origin) == ("0.graphql", 2, 28, 1)
    assert [(one.name, str(one.type)) for one in field.arguments] == [("x", "Int")]


def test_a_directive_is_underlined_with_its_sign() -> None:
    (use,) = only('type A @table(name: "a") { a: Int }').directives
    assert place(use.origin) == ("0.graphql", 1, 8, 6)
    assert place(use.arguments[0].origin) == ("0.graphql", 1, 15, 4)
    assert place(use.arguments[0].value.origin) == ("0.graphql", 1, 21, 3)


def test_every_literal() -> None:
    found = argument_of_default('[1, -2.5e3, "s", true, null, RED, {a: [1]}]')
    assert [item.kind for item in found.value] == [
        ValueKind.INT,
        ValueKind.FLOAT,
        ValueKind.STRING,
        ValueKind.BOOLEAN,
        ValueKind.NULL,
        ValueKind.ENUM,
        ValueKind.OBJECT,
    ]
    assert [item.value for item in found.value[:6]] == ["1", "-2.5e3", "s", True, None, "RED"]
    assert found.json() == '[1, -2.5e3, "s", true, null, "RED", {"a": [1]}]'


def test_a_string_is_verbatim_where_offsets_in_it_are_offsets_in_the_source() -> None:
    texts = {'"a > 0"': True, '"größer 🐘"': True, '"a\\u0020b"': False, '"\\""': False, '"""a"""': False, '""': True}
    assert {text: argument_of_default(text).verbatim for text in texts} == texts


def test_declared_directives() -> None:
    (found,) = document(
        "directive @audit(level: Int = 1) repeatable on OBJECT | FIELD_DEFINITION\ntype A { a: Int }"
    ).directives
    assert (found.name, found.repeatable, found.locations) == ("audit", True, ("OBJECT", "FIELD_DEFINITION"))
    assert found.arguments[0].default is not None
    assert found.arguments[0].default.json() == "1"


def test_roots_are_query_mutation_and_subscription_unless_the_schema_names_others() -> None:
    plain = document("type Query { a: Int }")
    assert (plain.query, plain.mutation, plain.subscription) == ("Query", "Mutation", "Subscription")
    named = document("extend schema { mutation: M }", "schema { query: Q } type Q { a: Int } type M { a: Int }")
    assert (named.query, named.mutation, named.subscription) == ("Q", "M", "")


def test_a_hundred_levels_of_lists_are_converted() -> None:
    text = "[" * 100 + "]" * 100
    assert argument_of_default(text).json() == text
