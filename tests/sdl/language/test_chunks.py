"""Chunks make up the text, and what is read of them is what is read of the whole, places included."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wesley.memory.memory import Memory
from wesley.problems.problem import Problem
from wesley.sdl.directives import words
from wesley.sdl.language.chunks import chunks, defines_something
from wesley.sdl.language.document import Document
from wesley.sdl.language.parse import _read, parse
from wesley.sdl.source import Source

TYPE = "type User {\n  id: ID!\n}\n"
PIECES = (
    TYPE,
    "type Query {\n  user: User\n}\n",
    "extend type User {\n  name: String\n}\n",
    "enum Color {\n  RED\n}\n",
    "scalar Money\n",
    "union Any = User\n",
    "type Bare\n",
    '"""\nType {\n}\n"""\n',
    '"It holds }"\n',
    "# a comment\n}\n",
    "# }\n",
    "# over\rscalar Seen\n",
    "}\n",
    "{\n",
    "input Box @big(of: {\n}\n)\n",
    "input Box {\n  of: Int = 1\n} \t\n",
    "\n",
    "\r\n",
    "}\r\n",
    "\r",
    "\ufeff,\n",
)


def seen(found: tuple[Document, tuple[Problem, ...]]) -> str:
    """Everything with its places, which compare equal otherwise."""
    return repr(found)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.lists(st.sampled_from(PIECES), max_size=3))
def test_what_chunks_say_is_what_the_whole_says(text: str, before: list[str]) -> None:
    memory = Memory()
    for version in (text, "".join(before) + text, text):
        source = Source("schema.graphql", version)
        with memory.round():
            found = parse((source,), words(), (), memory)
        assert seen(found) == seen(parse((source,), words()))


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_they_are_the_text_but_for_an_end_that_defines_nothing(text: str) -> None:
    found = chunks(text)
    together = "".join(chunk.text for chunk in found)
    assert text.startswith(together)
    assert not defines_something(text[len(together) :])
    assert len({(chunk.text, chunk.number) for chunk in found}) == len(found)


@pytest.mark.parametrize("text", ["", "# nothing\n", "scalar Money"])
def test_there_is_always_one(text: str) -> None:
    assert [chunk.text for chunk in chunks(text)] == [text]


def test_a_definition_that_moved_in_its_file_is_not_read_again() -> None:
    memory, vocabulary, other = Memory(), words(), PIECES[1]
    texts = (TYPE + other, TYPE.replace("}", "  name: String\n}") + other)
    with memory.round(), patch("wesley.sdl.language.parse._read", wraps=_read) as reading:
        parse((Source("a", texts[0]),), vocabulary, (), memory)
    assert reading.call_count == 2
    with memory.round(), patch("wesley.sdl.language.parse._read", wraps=_read) as reading:
        found, _ = parse((Source("a", texts[1]),), vocabulary, (), memory)
    assert [call.args[0] for call in reading.call_args_list] == [texts[1].removesuffix(other)]
    assert found.by_name()["Query"].origin.line == 5
