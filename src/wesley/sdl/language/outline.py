"""Where in the texts of a schema its types, fields, values and directives stand, for whoever proposes an edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from wesley.sdl.source import Source


class Span(Struct, frozen=True):
    """A piece of a text: the name of the text, and where it begins and ends, in characters from 0."""

    file: str
    start: int
    end: int


class DirectiveSpan(Struct, frozen=True, kw_only=True):
    """`@name(...)`; line and column are those of its `@`, from 1."""

    name: str
    span: Span
    line: int
    column: int


class Part(Struct, frozen=True, kw_only=True):
    """A field or an enum value.

    Args:
        name: its name.
        span: all of it, its description included.
        head: where it begins behind its description.
        type: its type; None for an enum value.
        description: its description.
        directives: its directives, in order.
    """

    name: str
    span: Span
    head: int
    type: Span | None = None
    description: Span | None = None
    directives: tuple[DirectiveSpan, ...] = ()


class TypeOutline(Struct, frozen=True, kw_only=True):
    """A definition or an extension of a type.

    Args:
        name: the type's name.
        kind: `object`, `enum`, ...
        is_extension: `extend type ...`.
        span: all of it, its description included.
        head: where it begins behind its description.
        head_end: behind its name, interfaces and directives: where another directive goes.
        body_end: where its closing brace is; None where it has none.
        description: its description.
        parts: its fields or values, in order.
        directives: its directives, in order.
        line: of its name, from 1.
    """

    name: str
    kind: str
    is_extension: bool
    span: Span
    head: int
    head_end: int
    body_end: int | None
    description: Span | None
    parts: tuple[Part, ...]
    directives: tuple[DirectiveSpan, ...]
    line: int

    def part(self, name: str) -> Part | None:
        """The field or value of this name; None when there is none."""
        return next((part for part in self.parts if part.name == name), None)


def outline(sources: Sequence[Source]) -> tuple[TypeOutline, ...]:
    """The types of a schema, in the order of the sources. A text that is no GraphQL has none."""
    return tuple(found for source in sources for found in _of_source(source))


def _of_source(source: Source) -> Iterator[TypeOutline]:
    from graphql import GraphQLSyntaxError
    from graphql.language import parser

    from wesley.sdl.language.located_source import LocatedSource

    try:
        tree = parser.parse(LocatedSource(source.text, source.name))
    except (GraphQLSyntaxError, RecursionError):
        return
    for node in tree.definitions:
        stem, _, suffix = node.kind.rpartition("_")
        if stem.endswith("_type") and suffix in ("definition", "extension"):
            yield _type(source, node, stem.removesuffix("_type"), is_extension=suffix == "extension")


def _type(source: Source, node: Any, kind: str, *, is_extension: bool) -> TypeOutline:
    heads = [node.name, *(getattr(node, "interfaces", None) or ()), *(node.directives or ())]
    parts = getattr(node, "fields", None) or getattr(node, "values", None) or ()
    has_body = source.text[node.loc.end - 1] == "}" and node.loc.end > heads[-1].loc.end
    return TypeOutline(
        name=node.name.value,
        kind=kind,
        is_extension=is_extension,
        span=_span(source, node),
        head=_head(node),
        head_end=heads[-1].loc.end,
        body_end=node.loc.end - 1 if has_body else None,
        description=_described(source, node),
        parts=tuple(_part(source, part) for part in parts),
        directives=_directives(source, node),
        line=node.name.loc.start_token.line,
    )


def _part(source: Source, node: Any) -> Part:
    kind = getattr(node, "type", None)
    return Part(
        name=node.name.value,
        span=_span(source, node),
        head=_head(node),
        type=None if kind is None else _span(source, kind),
        description=_described(source, node),
        directives=_directives(source, node),
    )


def _head(node: Any) -> int:
    """A description ends before the next token."""
    described = getattr(node, "description", None)
    start: int = node.loc.start if described is None else described.loc.end_token.next.start
    return start


def _described(source: Source, node: Any) -> Span | None:
    described = getattr(node, "description", None)
    return None if described is None else _span(source, described)


def _directives(source: Source, node: Any) -> tuple[DirectiveSpan, ...]:
    return tuple(
        DirectiveSpan(
            name=one.name.value,
            span=_span(source, one),
            line=one.loc.start_token.line,
            column=one.loc.start_token.column,
        )
        for one in node.directives or ()
    )


def _span(source: Source, node: Any) -> Span:
    return Span(source.name, node.loc.start, node.loc.end)
