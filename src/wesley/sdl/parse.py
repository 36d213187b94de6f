"""Schema text to `document.py`: the one place that knows graphql-core."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from wesley.ir.origin import NOWHERE, Origin
from wesley.problems.problem import Problem
from wesley.sdl.document import Document
from wesley.sdl.rules.graphql_invalid import GRAPHQL_INVALID
from wesley.sdl.rules.graphql_syntax import GRAPHQL_SYNTAX, help_for
from wesley.sdl.source import Source

if TYPE_CHECKING:
    from graphql import DefinitionNode, DocumentNode, GraphQLError


def parse(
    sources: Sequence[Source], prelude: str, ignored_directives: Iterable[str] = ()
) -> tuple[Document, tuple[Problem, ...]]:
    """Read the sources as one schema.

    Args:
        sources: the texts.
        prelude: definitions of the directives, enums and scalars that a schema need not declare; what the sources
            define themselves takes precedence.
        ignored_directives: names of directives that are left out as if they were not written.

    Returns:
        The document, empty when a source has a syntax error; and the problems: one a source for syntax, else
        everything that GraphQL itself forbids.
    """
    from wesley.sdl.convert import document

    nodes: list[DefinitionNode] = []
    problems: list[Problem] = []
    for source in sources:
        found = _parse_one(source)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            nodes.extend(found.definitions)
    if problems:
        return Document(), tuple(problems)
    ignored = frozenset(ignored_directives)
    if ignored:
        nodes = _stripped(nodes, ignored)
    return document(nodes), tuple(_invalid(nodes, prelude))


def _parse_one(source: Source) -> DocumentNode | Problem:
    from graphql import GraphQLSyntaxError
    from graphql import Source as GraphQLSource
    from graphql.language import parser

    try:
        return parser.parse(GraphQLSource(source.text, source.name))
    except GraphQLSyntaxError as error:
        message = error.message.removeprefix("Syntax Error: ").rstrip(".")
        origin = _origin_of(error)
        return Problem(code=GRAPHQL_SYNTAX.code, message=message, origin=origin, help=help_for(source.text, origin))
    except RecursionError:
        return Problem(
            code=GRAPHQL_SYNTAX.code,
            message="lists, objects or types are nested too deeply to be read",
            origin=Origin(source.name, 1, 1),
            help="nest less deeply: a few hundred levels can be read",
        )


def _stripped(nodes: Iterable[DefinitionNode], ignored: frozenset[str]) -> list[DefinitionNode]:
    """The tree without the uses of other tools' directives."""
    from graphql import DirectiveNode, visit
    from graphql.language.visitor import REMOVE, Visitor, VisitorAction

    class Strip(Visitor):
        def enter_directive(self, node: DirectiveNode, *_rest: object) -> VisitorAction:
            return REMOVE if node.name.value in ignored else None

    return [visit(node, Strip()) for node in nodes]


def _invalid(nodes: Sequence[DefinitionNode], prelude: str) -> Iterable[Problem]:
    """What GraphQL forbids, as graphql-core's rules find it."""
    from graphql import DocumentNode, GraphQLSchema, build_ast_schema, validate_schema
    from graphql.validation.validate import validate_sdl

    whole = DocumentNode(definitions=(*nodes, *_missing_definitions(nodes, prelude)))
    errors = list(validate_sdl(whole))
    if not errors:
        schema: GraphQLSchema = build_ast_schema(whole, assume_valid_sdl=True)
        errors = [error for error in validate_schema(schema) if error.message != _NO_QUERY]
    for error in errors:
        yield Problem(code=GRAPHQL_INVALID.code, message=error.message.rstrip("."), origin=_origin_of(error))


_NO_QUERY = "Query root type must be provided."


def _missing_definitions(nodes: Sequence[DefinitionNode], prelude: str) -> Iterable[DefinitionNode]:
    from graphql.language import parser

    there = {_identity(node) for node in nodes}
    tree = parser.parse(prelude, no_location=True)
    return [node for node in tree.definitions if _identity(node) not in there]


def _identity(node: DefinitionNode) -> tuple[bool, str]:
    name = getattr(node, "name", None)
    extension = node.kind.endswith("_extension")
    return (node.kind == "directive_definition", "" if name is None or extension else name.value)


def _origin_of(error: GraphQLError) -> Origin:
    if error.source is None or not error.locations:
        return NOWHERE
    place = error.locations[0]
    node = error.nodes[-1] if error.nodes else None
    length = 1
    if node is not None and node.loc is not None:
        length = max(1, node.loc.start_token.end - node.loc.start_token.start)
    return Origin(error.source.name, place.line, place.column, length)
