"""Which files the sources name, without reading the sources as a schema."""

from __future__ import annotations

import pytest

from wesley.sdl.source import Source
from wesley.sdl.views.files import wanted_files


def wanted(text: str, name: str = "schema/a.graphql") -> tuple[str, ...]:
    return wanted_files([Source(name, text)])


@pytest.mark.parametrize(
    "use",
    [
        '@view(file: "v.sql")',
        '@wes_view(file: "v.sql")',
        '@wesley_view(materialized: true, file: """v.sql""")',
        '@ view (\n  # which one\n  file: "\\u0076.sql")',
        '@view(file: "./v.sql")',
    ],
)
def test_every_spelling(use: str) -> None:
    assert wanted(f"type V {use} {{ id: ID! }}") == ("schema/v.sql",)


def test_a_path_is_taken_from_the_folder_of_its_source() -> None:
    assert wanted('type V @view(file: "../sql/v.sql")') == ("sql/v.sql",)
    assert wanted('type V @view(file: "v.sql")', "/abs/a.graphql") == ("/abs/v.sql",)
    assert wanted('type V @view(file: "sql/v.sql")', "<stdin>") == ("sql/v.sql",)


@pytest.mark.parametrize("file", ["/etc/shadow", "/etc/x.sql", "notes.txt", "", "v.sql\\u0000.sql"])
def test_what_no_view_may_ask_for_is_not_wanted(file: str) -> None:
    assert wanted(f'type V @view(file: "{file}")') == ()


@pytest.mark.parametrize(
    "text", ["", "type V @view", "type V @view(file: 1)", "type V @view(file:", '@viewer(file: "v.sql")']
)
def test_text_that_names_none(text: str) -> None:
    assert wanted(text) == ()


def test_a_file_is_listed_once_and_in_order() -> None:
    text = 'type A @view(file: "b.sql") type B @view(file: "a.sql") type C @view(file: "b.sql")'
    assert wanted(text, "x.graphql") == ("a.sql", "b.sql")
