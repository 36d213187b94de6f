"""Which regular expressions PostgreSQL takes, and which of them JavaScript reads alike: held against both."""

from __future__ import annotations

import json
import subprocess

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.node import node
from wesley.sdl.pattern.dialects import PatternError, read_pattern

COMMON = [
    ("^[a-z]+$", "^[a-z]+$"),
    (r"^\d{5}(-\d{4})?$", "^[0-9]{5}(-[0-9]{4})?$"),
    (r"^[\w.-]+@[\w-]+\.\w{2,}$", r"^[A-Za-z0-9_.\-]+@[A-Za-z0-9_\-]+\.[A-Za-z0-9_]{2,}$"),
    (r"\D\W\S\s", r"[^0-9][^A-Za-z0-9_][^ \t\n\r\f\v][ \t\n\r\f\v]"),
    ("a|b|", "a|b|"),
    ("(?:a)(?=b)(?!c)(?<=d)(?<!e)", "(?:a)(?=b)(?!c)(?<=d)(?<!e)"),
    ("a*?b+?c??d{1,2}?", "a*?b+?c??d{1,2}?"),
    ("a{ 1}", r"a\{ 1\}"),
    ("]", r"\]"),
    ("[]a]", r"[\]a]"),
    ("[^]a-c]", r"[^\]a-c]"),
    ("[-a]", r"[\-a]"),
    ("[a-]", r"[a\-]"),
    ("[--/]", r"[\--/]"),
    ("[[a]", r"[\[a]"),
    (r"[\n\]\\]", r"[\n\]\\]"),
    (r"\@\-\/", "@-/"),
    (r"\u0041\U0001F600", "A\U0001f600"),
    ("é+", "é+"),
    ("\n", r"\n"),
    ("", ""),
    ("()*", "()*"),
    ("(^)*a", "(^)*a"),
]

OUTSIDE = [
    "(?i)abc",
    "***=a",
    "[[:alpha:]]",
    "[[.a.]]",
    r"\mword\M",
    r"(a)\1",
    r"a\yb",
    r"\x41",
    r"[\D]",
    "a(?#why)b",
    r"\u0000",
    r"\bword",
]

REFUSED = [
    ("***", 0),
    ("***a", 0),
    ("***:*", 0),
    ("(", 0),
    ("a)", 1),
    ("[a", 0),
    ("a\\", 1),
    ("*a", 0),
    ("a|*", 2),
    ("a**", 2),
    ("a{1}{2}", 4),
    ("a*+", 2),
    ("a??+", 3),
    ("{2}", 0),
    ("^*", 1),
    ("(?=a)*", 5),
    (r"\y*", 2),
    ("a{2,1}", 1),
    ("a{256}", 1),
    ("a{1", 1),
    ("a{1,2,3}", 1),
    ("[z-a]", 1),
    ("[a-c-e]", 4),
    (r"[a-\d]", 1),
    (r"[\d-z]", 1),
    ("[[:word", 1),
    ("[[:letter:]]", 1),
    ("[[.a", 1),
    ("(?<name>a)", 0),
    ("(?>a)", 0),
    (r"\p{L}", 0),
    (r"\i", 0),
    (r"\u12", 0),
    ("(a{255}){201}", 0),
]


@pytest.mark.parametrize(("written", "common"), COMMON)
def test_the_common_subset_has_one_spelling(written: str, common: str) -> None:
    found = read_pattern(written)
    assert (found.text, found.outside) == (common, "")


@pytest.mark.parametrize(("_", "common"), COMMON)
def test_the_common_spelling_stays_as_it_is(_: str, common: str) -> None:
    assert read_pattern(common).text == common


@pytest.mark.parametrize("written", OUTSIDE)
def test_outside_of_it_the_text_stays(written: str) -> None:
    found = read_pattern(written)
    assert found.text == written
    assert found.outside


@pytest.mark.parametrize(("written", "offset"), REFUSED)
def test_what_postgresql_refuses_is_refused_at_its_place(written: str, offset: int) -> None:
    with pytest.raises(PatternError) as error:
        read_pattern(written)
    assert error.value.offset == offset


def test_a_bound_without_a_lower_end_is_no_literal() -> None:
    with pytest.raises(PatternError, match=r"write `\{0,5\}`"):
        read_pattern("a{,5}")


@given(st.text(alphabet="ab1-^$.*+?()[]{}|\\dwsnuyx:,=!<#é", max_size=12))
def test_any_text_is_a_pattern_or_refused(text: str) -> None:
    try:
        found = read_pattern(text)
    except PatternError as error:
        place = error.offset
    else:
        place = 0
        assert found.outside or read_pattern(found.text).text == found.text
    assert 0 <= place <= len(text)


SUBJECTS = ["", "a", "b", "ab", "aab", "1", "-", "é", "\n", "a\nb", "_", " ", "]", "[", "a1-", "{1}", "\U0001f600", "٣"]
GENERATED = st.text(alphabet="ab1-^$.*+?()[]{}|\\dwsD,:=!é", max_size=10)


@pytest.mark.server
@pytest.mark.parametrize(("written", "_"), REFUSED)
def test_postgresql_refuses_what_is_refused(database: str, written: str, _: int) -> None:
    with psycopg.connect(database) as connection, pytest.raises(psycopg.errors.InvalidRegularExpression):
        connection.execute("SELECT '' ~ %s", (written,))


@pytest.mark.server
def test_postgresql_takes_what_is_taken(database18: str) -> None:
    with psycopg.connect(database18, autocommit=True) as connection:

        @settings(max_examples=400, deadline=None)
        @given(GENERATED)
        def agrees(text: str) -> None:
            try:
                found = read_pattern(text)
            except PatternError:
                return
            if not (found.outside and "\\" in text):
                connection.execute("SELECT '' ~ %s", (text,))
                connection.execute("SELECT '' ~ %s", (found.text,))

        agrees()


@pytest.mark.server
@pytest.mark.node
def test_both_dialects_match_the_same_texts(database18: str) -> None:
    patterns = {read_pattern(written).text for written, _ in COMMON}

    @settings(max_examples=600, deadline=None, database=None)
    @given(GENERATED)
    def collect(text: str) -> None:
        try:
            found = read_pattern(text)
        except PatternError:
            return
        if not found.outside:
            patterns.add(found.text)

    collect()
    ordered = sorted(patterns)
    with psycopg.connect(database18) as connection:
        query = "SELECT array(SELECT s ~ %s FROM unnest(%s::text[]) WITH ORDINALITY AS t(s, n) ORDER BY n)"
        by_postgresql = []
        for pattern in ordered:
            row = connection.execute(query, (pattern, SUBJECTS)).fetchone()
            assert row is not None
            by_postgresql.append(row[0])
    assert dict(zip(ordered, _by_javascript(ordered), strict=True)) == dict(zip(ordered, by_postgresql, strict=True))


def _by_javascript(patterns: list[str]) -> list[list[bool]]:
    script = (
        "const [patterns, subjects] = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(patterns.map((p) => subjects.map((s) => new RegExp(p, 'su').test(s)))))"
    )
    done = subprocess.run(
        [str(node()), "-e", script], input=json.dumps([patterns, SUBJECTS]), capture_output=True, text=True, check=True
    )
    found: list[list[bool]] = json.loads(done.stdout)
    return found
