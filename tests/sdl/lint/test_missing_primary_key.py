"""Every table has a primary key."""

from __future__ import annotations

from tests.sdl.harness import findings, warnings_of


def test_a_table_without_key() -> None:
    found = warnings_of("type Event @table { name: String! }", "W106")
    assert findings(tuple(found)) == [("W106", 1, 6)]


def test_a_composite_key_is_a_key() -> None:
    assert not warnings_of("type A @table { a: Int! @primaryKey b: Int! @primaryKey }", "W106")
