"""A sample of a pattern is a text in which PostgreSQL finds the pattern too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wesley.postgres.session import session
from wesley.targets.pgtap.pattern import compiled, finds, sample

PATTERNS = [
    r"^[^@[:space:]]+@[^@[:space:]]+$",
    r"^[a-z][a-z0-9-]{2,30}$",
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    r"^\d{3}-\d{4}$",
    "^(foo|bar)+$",
    "^#[0-9a-fA-F]{6}$",
    r"^\+[1-9]\d{1,14}$",
    "^[[:alpha:]]{2}$",
    r"^https?://[^\s]+$",
    "^[A-Z]{3}$",
    "[]a]b",
    "^.{5}$",
    r"^[\[a]&[&|~]$",
    "x?y*z",
    "^(?:ab|cd)e$",
]


@pytest.mark.server
def test_samples_match_on_the_server(database18: str) -> None:
    with session(database18) as connection:
        for pattern in PATTERNS:
            text = sample(pattern)
            assert text is not None, pattern
            assert connection.rows("SELECT %s ~ %s", (text, pattern)) == [(True,)], pattern


@pytest.mark.parametrize("pattern", [r"\mfoo", "(", "[", "[[.a.]]", "***=a", "[[:nothing:]]", "[]--"])
def test_patterns_that_python_reads_otherwise_have_no_sample(pattern: str) -> None:
    assert compiled(pattern) is None
    assert sample(pattern) is None


def test_a_pattern_that_could_take_for_ever_is_not_tried_on_long_texts() -> None:
    assert finds("^(a+)+b$", "a" * 60) is None
    assert finds("^((a)+)+b$", "a" * 60) is None
    assert finds("^(a+)+b$", "aab") is True


def test_a_huge_repetition_is_not_written_out() -> None:
    assert sample("^a{900000000}$") is None


@given(st.text(alphabet="()[]{}^$*+?|\\ab1-,:.", max_size=20))
def test_no_pattern_breaks_it(pattern: str) -> None:
    text = sample(pattern)

    assert text is None or finds(pattern, text)
