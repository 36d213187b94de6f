"""`examples/everything` uses each directive, and each argument of it, at least once."""

from __future__ import annotations

import pytest

from tests.examples.compiled import EXAMPLES
from wesley.sdl.directive import Directive
from wesley.sdl.directives import ALL, words
from wesley.sdl.language.document import DirectiveUse, Document
from wesley.sdl.language.parse import parse
from wesley.sdl.source import Source


def _document() -> Document:
    """All versions of the example as one document; they share no names of types."""
    paths = sorted((EXAMPLES / "everything").rglob("*.graphql"))
    sources = [Source(path.name, path.read_text(encoding="utf-8")) for path in paths]
    document, problems = parse(sources, words())
    assert not problems
    return document


def _uses() -> list[DirectiveUse]:
    found: list[DirectiveUse] = []
    for definition in _document().types:
        found += definition.directives
        for field in definition.fields:
            found += field.directives
        for value in definition.values:
            found += value.directives
    return found


USED = {(use.name, argument.name) for use in _uses() for argument in use.arguments} | {
    (use.name, "") for use in _uses()
}


@pytest.mark.parametrize("directive", ALL, ids=lambda directive: directive.name)
def test_a_directive_is_used_with_each_of_its_arguments(directive: Directive) -> None:
    wanted = {(directive.name, "")} | {(directive.name, parameter.name) for parameter in directive.parameters}
    assert not wanted - USED
