"""The parser's failures are errors with a place, never a crash."""

from __future__ import annotations

import subprocess
import sys

import pytest

from wesley.sql.error import SqlError
from wesley.sql.parse import MOST_COMMENTS, MOST_TOKENS, characters, parse, scan

DEEP = """
import sys
from wesley.sql.error import SqlError
from wesley.sql.parse import parse
for pattern in ("1+", "(", "f(", "NOT ", "- ", "CASE WHEN true THEN ", "(SELECT ", "a::int", "a[1", "/*", "'", "$$"):
    for count in (100, 4_000, 40_000, 400_000):
        text = "SELECT " + pattern * count + "1"
        try:
            parse(text, length=len(text))
        except SqlError:
            pass
print("alive")
"""


def test_text_that_nests_however_deep_leaves_the_process_alive() -> None:
    done = subprocess.run([sys.executable, "-c", DEEP], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "alive\n")


def test_the_offset_is_one_in_the_users_own_text() -> None:
    with pytest.raises(SqlError) as caught:
        parse("SELECT (ä b c\n)", shift=8, length=5)
    assert caught.value.offset == 2


def test_an_end_that_comes_too_early_is_said_in_words() -> None:
    with pytest.raises(SqlError, match="too early") as caught:
        parse("SELECT (a +\n)", shift=8, length=3)
    assert caught.value.offset == 3


@pytest.mark.parametrize(("text", "offset"), [("SELECT '\0'", 8), ("SELECT \ud800", 7)])
def test_what_is_no_text_is_refused(text: str, offset: int) -> None:
    with pytest.raises(SqlError) as caught:
        parse(text)
    assert caught.value.offset == offset


def test_a_flat_text_may_be_long() -> None:
    text = "SELECT '" + "x" * MOST_TOKENS * 2 + "'"
    assert len(parse(text, length=len(text)).stmts) == 1


@pytest.mark.parametrize("text", ["SELECT " + "1+" * MOST_TOKENS + "1", "SELECT 1" + "/*" * (MOST_COMMENTS + 1)])
def test_a_text_that_the_native_parser_might_not_survive_is_refused(text: str) -> None:
    with pytest.raises(SqlError, match="more than"):
        parse(text, length=len(text))


def test_an_open_quote_stops_the_scanner() -> None:
    with pytest.raises(SqlError, match="unterminated"):
        scan("'x")


def test_bytes_are_counted_as_characters() -> None:
    assert [characters("aäb", offset) for offset in (0, 1, 3, 4)] == [0, 1, 2, 3]
