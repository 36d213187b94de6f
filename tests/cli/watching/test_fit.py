"""Lines fit by what is seen of them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from wesley.cli.terminal import colored, uncolored
from wesley.cli.watching.fit import cut, fold


def test_a_line_in_colors_is_cut_by_what_is_seen_of_it() -> None:
    line = f"  {colored('schema', 'good')} 2 tables"
    assert cut(line, 80) == line
    assert cut(line, 5) == "  \x1b[32msc…\x1b[0m"
    assert cut("größer", 4) == "grö…"
    assert cut("日本語", 4) == "日…"
    assert cut("abc", 0) == ""


def test_a_line_is_folded_at_spaces_and_help_below_its_words() -> None:
    assert fold("short", 80) == ["short"]
    assert fold("one two three", 8) == ["one two", "  three"]
    assert fold("  = help: free some space, or mend it", 25) == [
        "  = help: free some",
        "          space, or",
        "          mend it",
    ]
    assert fold("  schema    2 tables, 1 warning", 24, hang=12) == ["  schema    2 tables, 1", "            warning"]
    assert fold("all is done in 0.08 s", 19) == ["all is done in", "  0.08 s"]
    assert fold("a verylongwordthatdoesnotfit b", 10) == ["a", "  verylongwordthatdoesnotfit b"]


def test_a_color_ends_with_its_line_and_begins_again_on_the_next() -> None:
    assert fold(colored("one two three", "strong"), 8) == ["\x1b[1mone two\x1b[0m", "  \x1b[1mthree\x1b[0m"]


@given(st.lists(st.sampled_from(["a", "bcd", "日本", "longer"]), min_size=1), st.integers(10, 30))
def test_folding_keeps_every_word(words: list[str], columns: int) -> None:
    folded = fold(" ".join(words), columns)
    assert re.split(" +", " ".join(line.strip() for line in folded)) == words
    assert fold(colored(" ".join(words), "strong"), columns) is not folded
    assert [uncolored(line) for line in fold(colored(" ".join(words), "strong"), columns)] == folded
