"""The faster lexer gives exactly the tokens, and the errors, of graphql-core's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from graphql import GraphQLSyntaxError, Source
from graphql.language import Lexer, Token, TokenKind
from hypothesis import example, given
from hypothesis import strategies as st

from wesley.sdl.lexer import FastLexer

WORDS = ("type", "_a1", " ", "\n", "\r", "\r\n", "\t", ",", "\ufeff", "# note", '"text"', '"""block\ntext"""', "1.5")
SIGNS = ("{", "}", "@", ":", "!", "...", "é", "'", '"', "1a", "-", "$x")
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.graphql"))


@given(st.lists(st.sampled_from(WORDS + SIGNS), max_size=12).map("".join))
@example("a\n\n  b\r\n\rc # note\n d")
def test_any_text_gives_the_same_tokens_or_the_same_error(text: str) -> None:
    assert _tokens(FastLexer, text) == _tokens(Lexer, text)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_give_the_same_tokens(path: Path) -> None:
    text = path.read_text()
    assert _tokens(FastLexer, text) == _tokens(Lexer, text)


def _tokens(kind: type[Lexer], text: str) -> list[object]:
    lexer = kind(Source(text))
    found: list[object] = []
    token: Token = lexer.token
    try:
        while token.kind is not TokenKind.EOF:
            token = lexer.advance()
            found.append((token.kind, token.start, token.end, token.line, token.column, token.value))
    except GraphQLSyntaxError as error:
        found.append((error.message, error.locations))
    return found
