"""What GraphQL's own validation finds, as problems: each at the place that has to change, with what to do."""

from __future__ import annotations

import re
from typing import Any

from wesley.ir.origin import NOWHERE, Origin
from wesley.problems.problem import Problem, Related
from wesley.problems.suggest import did_you_mean
from wesley.sdl.language.document import Document
from wesley.sdl.rules.graphql_invalid import GRAPHQL_INVALID
from wesley.sdl.vocabulary import Vocabulary

_LONGEST_MESSAGE = 300
_QUESTION = re.compile(r"[.;]? Did you mean (.*)\?$", re.IGNORECASE | re.DOTALL)
_QUOTED = re.compile(r"""(?<![\w])(['"])([^'"\n]*)\1""")
_UNKNOWN_DIRECTIVE = re.compile(r"Unknown directive `@(\w+)`")
_UNKNOWN_TYPE = re.compile(r"Unknown type `(\w+)`")
_COORDINATE = re.compile(r"(\w+)\.(\w+)(?:\((\w+):\))?")


def problem_of(error: Any, document: Document, vocabulary: Vocabulary) -> Problem:
    """A problem from an error of graphql-core.

    Args:
        error: a GraphQLError about the schema.
        document: the schema.
        vocabulary: the directives that could have been meant.
    """
    message, question = _message(error.message)
    places = [origin_of(node) for node in error.nodes or ()]
    # The first node is what was there before or what an interface asks for, the second what does not agree with it.
    main = places[min(1, len(places) - 1)] if places else NOWHERE
    return Problem(
        code=GRAPHQL_INVALID.code,
        message=message,
        origin=main if main.known else _by_coordinate(message, document),
        help=_help(message, question, document, vocabulary),
        related=tuple([Related("the other one is here", places[0])] if len(places) > 1 and places[0].known else ()),
    )


def _message(text: str) -> tuple[str, str]:
    """The message in one line with names as code, and the question `did you mean` taken out of it."""
    text = _QUOTED.sub(r"`\2`", " ".join(text.rstrip(".").split()))
    found = _QUESTION.search(text)
    question = f"did you mean {found[1]}?" if found else ""
    text = text[: found.start()] if found else text
    return (text if len(text) <= _LONGEST_MESSAGE else text[:_LONGEST_MESSAGE] + "..."), question


def _help(message: str, question: str, document: Document, vocabulary: Vocabulary) -> str:
    directive = _UNKNOWN_DIRECTIVE.match(message)
    if directive is not None:
        declared = {definition.name for definition in document.directives}
        meant = did_you_mean(directive[1], {*vocabulary.names, *declared}).replace("`", "`@", 1)
        ignore = f'a directive of another tool is named in the configuration: `directives.ignore = ["{directive[1]}"]`'
        return f"{meant}\n{ignore}" if meant else ignore
    unknown = _UNKNOWN_TYPE.match(message)
    if unknown is not None and not question:
        return f'define it; a scalar of your own is `scalar {unknown[1]} @scalar(sql: "text")`'
    return question


def origin_of(node: Any) -> Origin:
    """Where a node of graphql-core is: a definition at its name, a use of a directive from its `@` on."""
    name: Any = getattr(node, "name", None)
    is_use = node.kind == "directive"
    loc = node.loc if is_use or name is None else name.loc
    if loc is None:
        return NOWHERE
    from wesley.sdl.language.located_source import line_of

    token = loc.start_token
    length = 1 + len(name.value) if is_use else max(1, token.end - token.start)
    return Origin(loc.source.name, line_of(loc), token.column, length)


def _by_coordinate(message: str, document: Document) -> Origin:
    """The place of the `Type.field` or `Type.field(argument:)` that a message names; some errors carry no place."""
    found = _COORDINATE.search(message)
    definition = document.by_name().get(found[1]) if found else None
    if found is None or definition is None:
        return NOWHERE
    field = definition.field(found[2])
    members = (*definition.inputs, *(field.arguments if field else ()))
    member = next((member for member in members if member.name == (found[3] or found[2])), field)
    return definition.origin if member is None else member.origin
