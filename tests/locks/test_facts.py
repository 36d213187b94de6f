"""What statements lock, rewrite and scan is what the files of `facts` say; `make locks` measures it again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.locks.facts import Fact, parse, render, versions
from tests.locks.laboratory import laboratory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.locks.laboratory import Laboratory
    from wesley.postgres.embedded import EmbeddedServer

FILES = sorted(Path(__file__).with_name("facts").glob("*.md"))
FACTS = [fact for path in FILES for fact in parse(path.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def place(server: EmbeddedServer) -> Iterator[Laboratory]:
    with laboratory(server.conninfo()) as place:
        yield place


@pytest.mark.server
@pytest.mark.matrix
@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_the_statement_does_what_is_written(fact: Fact, place: Laboratory, server: EmbeddedServer) -> None:
    major = server.binaries.major
    if major >= fact.since:
        assert place.measure(fact) == fact.results[major]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_written_as_it_is_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert render(text, parse(text)) == text


def test_names_are_used_once() -> None:
    assert len({fact.name for fact in FACTS}) == len(FACTS)


def test_versions_are_shown_as_ranges() -> None:
    assert versions([12, 13, 14, 18]) == "12-14, 18"


def test_a_line_that_is_not_understood_is_refused() -> None:
    with pytest.raises(ValueError, match="not understood: - because"):
        parse("## a\n- run `SELECT 1`\n- because\n")
