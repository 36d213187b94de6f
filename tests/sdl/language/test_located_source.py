"""Lines and columns as graphql-core counts them."""

from __future__ import annotations

from graphql import Source
from hypothesis import given
from hypothesis import strategies as st

from wesley.sdl.language.located_source import LocatedSource


@given(st.text("ab\n\r", max_size=30), st.data())
def test_every_place_is_where_graphql_core_says(text: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(text)))
    assert LocatedSource(text).get_location(position) == Source(text).get_location(position)
