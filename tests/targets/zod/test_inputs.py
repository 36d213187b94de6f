"""Schemas of input types refer to what stands above them, or read later what does not."""

from __future__ import annotations

import pytest

from tests.support.node import type_check
from tests.targets.reading import modules_of, schema_of
from wesley.config.settings import Settings
from wesley.targets.zod.module import module

CHAIN = "\n".join(f"input I{at} {{ next: I{at + 1}! }}" for at in range(3000)) + "\ninput I3000 { end: Int }"
CYCLE = """
input A { b: B!, list: [[C!]]! }
input B { c: C, again: [A!] = [] }
input C @oneOf { a: A, all: [B] }
"""


def test_what_is_referred_to_comes_first() -> None:
    text = module(schema_of("input Outer { inner: Inner! } input Inner { a: Int }"), Settings())
    assert text.index("const InnerSchema") < text.index("const OuterSchema")
    assert "get " not in text


def test_a_long_chain_is_no_deep_recursion() -> None:
    text = module(schema_of(CHAIN), Settings())
    assert text.index("const I3000Schema") < text.index("const I0Schema")


@pytest.mark.node
def test_the_compiler_follows_cycles() -> None:
    assert type_check(modules_of(schema_of(CYCLE))) == ""
