"""What GraphQL says of a schema after another one is what it says of it alone; mostly it looks at less for that."""

from __future__ import annotations

import pytest

from wesley.memory.memory import Memory
from wesley.problems.problem import Problem
from wesley.sdl.directives import words
from wesley.sdl.language.parse import parse
from wesley.sdl.language.valid import LastValid
from wesley.sdl.source import Source

WORDS = words()
BASE = {
    "query": "type Query { node: Node found: Found }",
    "node": "interface Node { id: ID! other: Node }",
    "user": "type User implements Node { id: ID! other: User post: Post }",
    "post": "type Post { text: String mood: Mood }",
    "found": "union Found = User | Post",
    "mood": "enum Mood { GOOD BAD }",
    "input": "input Filter { text: String more: [Filter!] }",
    "search": "type Search { of(filter: Filter): Post }",
    "local": "directive @local(why: Mood) on FIELD_DEFINITION",
    "uses": "type Uses { a: String @local(why: GOOD) }",
}
"""Each in a file of its own."""

EDITS: dict[str, dict[str, str]] = {
    "a new field": {"post": "type Post { text: String mood: Mood more: Int }"},
    "a field of no type": {"post": "type Post { text: Strin }"},
    "a field twice": {"post": "type Post { text: String text: String }"},
    "a type that others mention goes": {"post": "# nothing\ntype Other { a: Int }"},
    "another kind of type": {"post": "input Post { text: String }"},
    "a type twice": {"search": "type Post { a: Int } type Search { a: Int }"},
    "an interface asks for more": {"node": "interface Node { id: ID! other: Node name: String }"},
    "an implementer lacks a field": {"user": "type User implements Node { id: ID! post: Post }"},
    "what an implementer answers is no node": {"user": "type User implements Node { id: ID! other: Post }"},
    "an implementer that others answer with is none": {"user": "type User { id: ID! other: User }"},
    "a member of a union goes": {"found": "union Found = User"},
    "a union of scalars": {"found": "union Found = Mood"},
    "an input that needs itself": {"input": "input Filter { more: Filter! }"},
    "an input as answer": {"search": "type Search { of: Filter }"},
    "an object as argument": {"search": "type Search { of(post: Post): Int }"},
    "a directive takes another argument": {"local": "directive @local(other: Mood) on FIELD_DEFINITION"},
    "a directive goes": {"local": "enum Nothing { A }"},
    "a use with a wrong argument": {"uses": "type Uses { a: String @local(because: 1) }"},
    "an unknown directive": {"uses": "type Uses { a: String @locl }"},
    "a directive twice": {"uses": "type Uses { a: String @local @local }"},
    "a well-known scalar becomes a type": {"uses": "type UUID { a: Int } type Uses { a: Int }"},
    "an extension": {"uses": "type Uses { a: Int } extend type Post { more: Int }"},
    "an extension of nothing": {"uses": "type Uses { a: Int } extend type Nobody { more: Int }"},
    "an extension of another kind": {"uses": "type Uses { a: Int } extend enum Post { MORE }"},
    "an extension with the same field": {"uses": "type Uses { a: Int } extend type Post { text: Int }"},
    "a schema definition": {"uses": "type Uses { a: Int } schema { query: Search }"},
    "a root that is no object": {"uses": "type Uses { a: Int } enum Mutation { A }"},
    "a name that GraphQL keeps": {"uses": "type __Uses { a: Int }"},
    "no fields": {"uses": "type Uses"},
    "a value twice": {"mood": "enum Mood { GOOD GOOD }"},
}


def _found(texts: dict[str, str], memory: Memory | None = None, valid: LastValid | None = None) -> list[object]:
    sources = [Source(name, text) for name, text in texts.items()]
    document, problems = parse(sources, WORDS, (), memory, valid)
    return [repr(document), *map(_shown, problems)]


def _shown(problem: Problem) -> tuple[object, ...]:
    return (problem.message, problem.origin.place(), problem.help, [one.origin.place() for one in problem.related])


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_it_is_what_is_said_of_the_schema_alone(edit: dict[str, str]) -> None:
    memory, valid = Memory(), LastValid()
    for texts in (BASE, {**BASE, **edit}, BASE, {**edit, **BASE}, {**BASE, **edit}):
        with memory.round():
            assert _found(texts, memory, valid) == _found(texts)


def test_a_file_that_is_given_twice_is_found() -> None:
    memory, valid = Memory(), LastValid()
    sources = [Source(name, text) for name, text in BASE.items()]
    assert parse(sources, WORDS, (), memory, valid)[1] == ()
    assert parse([*sources, sources[3]], WORDS, (), memory, valid)[1]


def _nodes(*texts: str) -> list[object]:
    from graphql import parse as parse_text

    return [node for text in texts for node in parse_text(text).definitions]


def test_of_a_small_change_little_is_looked_at() -> None:
    valid, nodes = LastValid(), _nodes(*BASE.values())
    valid.remember(nodes, ())
    changed = [node for node in nodes if node is not nodes[3]] + _nodes("type Post { text: String search: Search }")
    small = valid.small(changed, ())
    assert small is not None
    # The type itself, the definition of a directive with what it mentions, and two stubs.
    assert [node.name.value for node in small] == ["Mood", "local", "Post", "Query", "Search"]


def test_where_a_name_is_gone_all_is_looked_at() -> None:
    valid, nodes = LastValid(), _nodes(*BASE.values())
    valid.remember(nodes, ())
    assert valid.small(nodes[1:], ()) is None
