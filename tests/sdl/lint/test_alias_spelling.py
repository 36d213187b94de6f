"""Other spellings are accepted, and named."""

from __future__ import annotations

from tests.sdl.harness import findings, warnings_of


def test_every_kind_of_alias_is_named() -> None:
    found = warnings_of(
        """\
        type User @wes_table @wesley_unique(fields: ["email"]) {
          id: ID! @pk
          email: String! @wes_pk
        }
        """,
        "W104",
    )
    assert [problem.message for problem in found] == [
        "@wes_table is another name of @table",
        "@wesley_unique is another name of @unique",
        "`fields` of @unique is another name of `columns`",
        "@pk is another name of @primaryKey",
        "@wes_pk is another name of @primaryKey",
    ]
    assert findings(tuple(found))[2] == ("W104", 1, 37)


def test_canonical_spelling_is_silent() -> None:
    assert not warnings_of("type User @table { id: ID! @primaryKey }", "W104")
