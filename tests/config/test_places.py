"""Every key and every value of a TOML text is found where it stands."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wesley.config.places import Path, scan

EVERYTHING = """\
# a comment with [brackets] and = signs
schema = ["a", 'b', \"\"\"c
d\"\"\"] # after
a.b."c.d" = 1.5
[ postgres ]
version = 15  # fifteen
at = 1979-05-27 07:32:00
empty = ''
[[x.y]]
k = {a = 1, b.c = [1,
2,], "q\\"" = "\\\\"}
[[x.y]]
k = '''it's'''
"""


def values_of(value: Any, path: Path = ()) -> dict[Path, Any]:
    """Every value that is no table, by its path; arrays count and so do their elements."""
    found: dict[Path, Any] = {}
    if isinstance(value, dict):
        for key, item in value.items():
            found |= values_of(item, (*path, key))
    elif isinstance(value, list):
        found[path] = value
        for number, item in enumerate(value):
            found |= values_of(item, (*path, number))
    else:
        found[path] = value
    return found


def check_spans(text: str) -> None:
    """Law: the text at a value's place is that value."""
    spans = scan(text, "x.toml").values
    for path, value in values_of(tomllib.loads(text)).items():
        if path in spans:
            start, end = spans[path]
            assert tomllib.loads(f"v = {text[start:end]}")["v"] == value
        else:
            assert isinstance(value, list)
            assert all(isinstance(item, dict) for item in value), "only an array of tables has no place"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_finds_every_form_of_toml(line_end: str) -> None:
    check_spans(EVERYTHING.replace("\n", line_end))


KEYS = st.sampled_from(["a", "b-c", "'d e'", '"f\\"g"', "1"])
WORDS = st.sampled_from(['"x"', "'#'", '"\\\\"', '""', "1.5", "true", "1979-05-27", '"""\n"q" [\n"""', "'''\n='''"])
VALUES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[ # c\n {' ,'.join(items)}\n]"),
        st.dictionaries(KEYS, inner, max_size=3).map(
            lambda table: "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"
        ),
    ),
    max_leaves=6,
)


@given(st.dictionaries(KEYS, VALUES, max_size=4), st.dictionaries(KEYS, VALUES, max_size=4))
def test_law_the_text_at_a_place_is_the_value(top: dict[str, str], below: dict[str, str]) -> None:
    lines = [f"{key}={value} # c" for key, value in top.items()]
    check_spans("\n".join([*lines, "[z.'y']", *[f"{key} = {value}" for key, value in below.items()]]))


def test_columns_count_characters_and_underlines_end_with_the_line() -> None:
    places = scan('é = "ü" # x\nlong = """one\ntwo"""\n', "x.toml")
    first = places.of_value(("é",))
    assert (first.place(), first.length) == (("x.toml", 1, 5), 3)
    long = places.of_value(("long",))
    assert (long.place(), long.length) == (("x.toml", 2, 8), 6)


def test_a_table_is_found_at_its_header_and_what_is_not_there_at_what_holds_it() -> None:
    places = scan("[a]\n[a.b]\nc = 1\n", "x.toml")
    assert places.of_key(("a", "b")).place() == ("x.toml", 2, 4)
    assert places.of_value(("a", "b", "missing")).place() == ("x.toml", 2, 4)
    assert places.of_key(("nowhere",)).place() == ("x.toml", 1, 1)
