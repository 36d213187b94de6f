"""Where things stand in the texts of a schema."""

from __future__ import annotations

from wesley.sdl.language.outline import Span, outline
from wesley.sdl.source import Source

TEXT = '''"""One."""
type A @table @x(a: 1) {
  "key" id: ID! @primaryKey
  b: [Int!]
}
extend type A @y
enum E { ONE TWO @dbValue(name: "2") }
'''


def at(span: Span | None) -> str:
    """The text of a span."""
    return "" if span is None else TEXT[span.start : span.end]


def test_types_and_what_is_in_them() -> None:
    one, extension, enum = outline([Source("a.graphql", TEXT)])
    assert (one.name, one.kind, one.line, at(one.description)) == ("A", "object", 2, '"""One."""')
    assert TEXT[one.head :].startswith("type A")
    assert TEXT[: one.head_end].endswith("@x(a: 1)")
    assert TEXT[one.body_end or 0] == "}"
    assert [directive.name for directive in one.directives] == ["table", "x"]
    assert (extension.is_extension, extension.body_end) == (True, None)
    assert [at(value.span) for value in enum.parts] == ["ONE", 'TWO @dbValue(name: "2")']


def test_fields_with_their_types_and_descriptions() -> None:
    one = outline([Source("a.graphql", TEXT)])[0]
    key, other = one.parts
    assert (at(key.span), at(key.type), at(key.description)) == ('"key" id: ID! @primaryKey', "ID!", '"key"')
    assert TEXT[key.head :].startswith("id: ID!")
    assert (key.directives[0].line, key.directives[0].column) == (3, 17)
    assert at(other.type) == "[Int!]"
    assert one.part("b") is other
    assert one.part("c") is None


def test_a_text_that_is_no_graphql_has_nothing() -> None:
    assert outline([Source("a.graphql", "type {"), Source("b.graphql", "type B { a: Int }")])[0].name == "B"
