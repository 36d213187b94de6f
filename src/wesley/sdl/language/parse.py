"""Schema text to `document.py`: the one place that knows graphql-core."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from wesley.ir.origin import Origin
from wesley.memory.memory import Memory, recall
from wesley.problems.problem import Problem
from wesley.sdl.language.chunks import chunks, defines_something
from wesley.sdl.language.document import DirectiveUse, Document
from wesley.sdl.language.valid import LastValid
from wesley.sdl.rules.graphql_syntax import GRAPHQL_SYNTAX, help_for
from wesley.sdl.source import Source
from wesley.sdl.vocabulary import Vocabulary, prelude

if TYPE_CHECKING:
    from graphql import DefinitionNode, DocumentNode, GraphQLError

    from wesley.sdl.language.located_source import LocatedSource

_DIRECTIVE_NAME = re.compile(r"@[\s,\ufeff]*([_A-Za-z][_0-9A-Za-z]*)")


def parse(
    sources: Sequence[Source],
    vocabulary: Vocabulary,
    ignored_directives: Iterable[str] = (),
    texts: Memory | None = None,
    valid: LastValid | None = None,
) -> tuple[Document, tuple[Problem, ...]]:
    """Read the sources as one schema.

    Args:
        sources: the texts.
        vocabulary: the directives that a schema may use without declaring them; what the sources define themselves
            takes precedence.
        ignored_directives: names of directives that are left out as if they were not written.
        texts: remembers what the sources hold.
        valid: remembers the last schema without faults.

    Returns:
        The document, empty when a source has a syntax error; and the problems: one a source for syntax, else
        everything that GraphQL itself forbids.
    """
    from wesley.sdl.language.convert import document

    ignored = frozenset(ignored_directives)
    found = [_trees(source, ignored, texts) for source in sources]
    problems = [one for one in found if isinstance(one, Problem)]
    trees = [tree for one in found if not isinstance(one, Problem) for tree in one]
    problems = problems or [problem for tree in trees for problem in _executable(tree.nodes)]
    if problems:
        if texts is not None:  # else the right sources would be forgotten while one is wrong
            _parts(trees, texts)
        return Document(), tuple(problems)
    parts = _parts(trees, texts)
    written = document([part.pieces for part in parts], texts)
    used = frozenset(name for part in parts for name in part.directive_names)
    given = recall(texts, ("given", used), (vocabulary,), lambda: _given(prelude(vocabulary, used)))
    nodes = [node for part in parts for node in part.nodes]
    return written, tuple(_invalid(nodes, given, written, vocabulary, valid))


class _Tree(Struct, frozen=True):
    """What was read of a source or a chunk of it: its text, and its nodes without the uses of ignored directives."""

    source: LocatedSource
    nodes: Sequence[Any]


class _Part(Struct, frozen=True):
    """What the later steps need of a tree: its nodes, what they become, and the directives it may use."""

    nodes: Sequence[Any]
    pieces: Any
    directive_names: frozenset[str]


def _parts(trees: Iterable[_Tree], texts: Memory | None) -> list[_Part]:
    return [_part(tree, texts) for tree in trees]


def _part(tree: _Tree, texts: Memory | None) -> _Part:
    from wesley.sdl.language.convert import pieces

    def make() -> _Part:
        return _Part(tree.nodes, pieces(tree.nodes), frozenset(_DIRECTIVE_NAME.findall(tree.source.body)))

    return recall(texts, ("part", id(tree), tree.source.lines_before), (tree,), make)


def _trees(source: Source, ignored: frozenset[str], texts: Memory | None) -> Sequence[_Tree] | Problem:
    """What a source holds: in chunks where a memory can make use of them, whole where it is wrong."""
    read = None if texts is None else _chunks_read(source, ignored, texts)
    if read is not None:
        return read
    whole = recall(texts, ("whole", source, ignored), (), lambda: _read(source.text, source.name, ignored))
    return whole if isinstance(whole, Problem) else (whole,)


def _chunks_read(source: Source, ignored: frozenset[str], texts: Memory) -> list[_Tree] | None:
    """None where a chunk cannot be read; the others are remembered all the same."""
    found = []
    cut = texts.recall(("chunks", source), (), lambda: chunks(source.text))
    for chunk in cut:
        key = ("chunk", source.name, chunk.text, chunk.number, ignored)
        tree = texts.recall(key, (), partial(_read, chunk.text, source.name, ignored))
        if not isinstance(tree, Problem):
            tree.source.lines_before = chunk.lines_before
            found.append(tree)
    return found if len(found) == len(cut) else None


def _read(text: str, name: str, ignored: frozenset[str]) -> _Tree | Problem:
    from graphql import GraphQLSyntaxError
    from graphql.language import parser

    from wesley.sdl.language.located_source import LocatedSource

    source = LocatedSource(text, name)
    try:
        nodes = parser.parse(source).definitions
    except GraphQLSyntaxError as error:
        return _syntax_problem(Source(name, text), error)
    except RecursionError:
        return _too_deep(Origin(name, 1, 1))
    return _Tree(source, _stripped(nodes, ignored) if ignored else nodes)


def _syntax_problem(source: Source, error: GraphQLError) -> Problem:
    place = error.locations[0] if error.locations else None
    origin = Origin(source.name, 1, 1) if place is None else Origin(source.name, place.line, place.column)
    message = error.message.removeprefix("Syntax Error: ").rstrip(".")
    if "nested too deeply" in message:
        return _too_deep(origin)
    if message == "Unexpected <EOF>" and not defines_something(source.text):
        message = "this file defines nothing"
    return Problem(
        code=GRAPHQL_SYNTAX.code, message=message, origin=origin, help=help_for(source.text, message, origin)
    )


def _too_deep(origin: Origin) -> Problem:
    return Problem(
        code=GRAPHQL_SYNTAX.code,
        message="lists, objects or types are nested too deeply to be read",
        origin=origin,
        help="nest less deeply: at least 100 levels can be read",
    )


def _executable(nodes: Iterable[DefinitionNode]) -> list[Problem]:
    """Queries and fragments, which parse as GraphQL and are no part of a schema."""
    from wesley.sdl.language.graphql_errors import origin_of
    from wesley.sdl.language.located_source import line_of

    return [
        Problem(
            code=GRAPHQL_SYNTAX.code,
            message="a query or a fragment is no part of a schema",
            origin=Origin(node.loc.source.name, line_of(node.loc), node.loc.start_token.column)
            if node.loc is not None
            else origin_of(node),
            help="move it to a file that is not read as schema",
        )
        for node in nodes
        if node.kind in ("operation_definition", "fragment_definition")
    ]


def _stripped(nodes: Iterable[DefinitionNode], ignored: frozenset[str]) -> list[DefinitionNode]:
    """The tree without the uses of other tools' directives."""
    from graphql import DirectiveNode, visit
    from graphql.language.visitor import REMOVE, Visitor, VisitorAction

    class Strip(Visitor):
        def enter_directive(self, node: DirectiveNode, *_rest: object) -> VisitorAction:
            return REMOVE if node.name.value in ignored else None

    return [visit(node, Strip()) for node in nodes]


def _invalid(
    nodes: Sequence[DefinitionNode],
    given: Sequence[DefinitionNode],
    written: Document,
    vocabulary: Vocabulary,
    valid: LastValid | None,
) -> Iterable[Problem]:
    """What GraphQL forbids, as graphql-core's rules find it."""
    from wesley.sdl.language.graphql_errors import problem_of

    small = None if valid is None else valid.small(nodes, given)
    errors = [] if small is not None and not _errors(small, given) else _errors(nodes, given)
    if valid is not None and not errors:
        valid.remember(nodes, given)
    return [problem_of(error, written, vocabulary) for error in errors]


def _errors(nodes: Sequence[DefinitionNode], given: Iterable[DefinitionNode]) -> list[GraphQLError]:
    from graphql import DocumentNode, GraphQLError, build_ast_schema, validate_schema

    whole = DocumentNode(definitions=(*nodes, *_missing_definitions(nodes, given)))
    errors = _broken_rules(whole)
    if not errors:
        try:
            errors = validate_schema(build_ast_schema(whole, assume_valid_sdl=True))
        except GraphQLError as error:  # a wrong argument of a directive that GraphQL itself reads
            errors = [error]
    return [error for error in errors if error.message != _NO_QUERY]


def _broken_rules(whole: DocumentNode) -> list[GraphQLError]:
    """What graphql-core's rules for schema documents find.

    No rule looks at nodes of names and descriptions, which are half of all nodes, so these are not visited.
    """
    from graphql.language import visitor
    from graphql.language.ast import QUERY_DOCUMENT_KEYS
    from graphql.validation import SDLValidationContext
    from graphql.validation.specified_rules import specified_sdl_rules

    errors: list[GraphQLError] = []
    context = SDLValidationContext(whole, None, errors.append)
    rules = visitor.ParallelVisitor([rule(context) for rule in specified_sdl_rules])
    keys = {
        kind: tuple(name for name in children if name not in ("name", "description"))
        for kind, children in QUERY_DOCUMENT_KEYS.items()
    }
    visitor.visit(whole, rules, keys)
    return errors


_NO_QUERY = "Query root type must be provided."


def _given(definitions: str) -> Sequence[DefinitionNode]:
    return [_definition(line) for line in definitions.splitlines()]


# There are no more of them than names in the vocabulary, and every schema that a process reads uses some of the same.
@lru_cache(maxsize=1024)
def _definition(line: str) -> DefinitionNode:
    from graphql.language import parser

    (node,) = parser.parse(line, no_location=True).definitions
    return node


def _missing_definitions(nodes: Sequence[DefinitionNode], given: Iterable[DefinitionNode]) -> Iterable[DefinitionNode]:
    there = {_identity(node) for node in nodes}
    return [node for node in given if _identity(node) not in there]


def _identity(node: DefinitionNode) -> tuple[bool, str]:
    name = getattr(node, "name", None)
    extension = node.kind.endswith("_extension")
    return (node.kind == "directive_definition", "" if name is None or extension else name.value)


def directive_at(text: str, offset: int) -> DirectiveUse | None:
    """The use of a directive that begins with the `@` at an offset; None where it is none.

    What stands before and after it is not looked at, so this costs little in a long text.
    """
    from graphql import GraphQLSyntaxError, TokenKind
    from graphql.language.parser import Parser

    from wesley.sdl.language.convert import directive_use
    from wesley.sdl.language.located_source import LocatedSource

    parser = Parser(LocatedSource(text[offset:]))
    try:
        parser.expect_token(TokenKind.SOF)
        return directive_use(parser.parse_directive(is_const=True))
    except (GraphQLSyntaxError, RecursionError):
        return None
