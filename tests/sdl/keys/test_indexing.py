"""Extensions that default operator classes come from."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled

SDL = (
    'type Post @table{managed} {{\n  id: ID! @primaryKey\n  value: {kind} @index(using: "{method}")\n}}\n'
    "enum Mood {{ GOOD }}\n"
)


@pytest.mark.parametrize(
    ("kind", "method", "extensions"),
    [
        ("Int", "gist", ["btree_gist"]),
        ("Mood", "gist", ["btree_gist"]),
        ("DateTime", "gin", ["btree_gin"]),
        ("[Int]", "gin", []),
        ("JSON", "gin", []),
        ("Int", "btree", []),
        ("Point", "gist", []),
    ],
)
def test_scalars_need_an_extension(kind: str, method: str, extensions: list[str]) -> None:
    schema = compiled(SDL.format(managed="", kind=kind, method=method))
    assert [extension.name for extension in schema.physical.extensions] == extensions


def test_a_table_that_is_managed_elsewhere_needs_none() -> None:
    assert not compiled(SDL.format(managed="(managed: false)", kind="Int", method="gist")).physical.extensions
