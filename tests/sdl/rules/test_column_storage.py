"""Only texts have a collation, only values of variable length are compressed."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error

SDL = "enum Kind {{ A }}\ntype User @table {{\n  id: ID! @primaryKey\n  it: {kind} @column({arguments})\n}}\n"


@pytest.mark.parametrize(
    ("kind", "arguments", "message"),
    [
        ("Decimal!", 'collate: "C"', "`it` is numeric, which has no collation"),
        ("Kind!", 'collate: "C"', "`it` is public.kind, which has no collation"),
        ("[Int!]!", 'collate: "C"', "`it` is integer[], which has no collation"),
        ("Int!", 'compression: "pglz"', "`it` is integer, which PostgreSQL does not compress"),
        ("UUID!", 'compression: "lz4"', "`it` is uuid, which PostgreSQL does not compress"),
        (
            "String!",
            'collate: "a\\"b"',
            '`a"b` is no name of a collation: unterminated quoted identifier at or near ""b"',
        ),
        (
            "String!",
            'collate: "a.b.\\"c\\""',
            '`a.b."c"` is no name of a collation: it has more parts than a schema and a name',
        ),
        (
            "String!",
            f'collate: "{"c" * 64}"',
            f"`{'c' * 64}` is no name of a collation: it has more than 63 bytes",
        ),
    ],
)
def test_what_a_column_cannot_have(kind: str, arguments: str, message: str) -> None:
    problem = only_error(SDL.format(kind=kind, arguments=arguments))
    assert (problem.message, findings((problem,))) == (message, [("E315", 4, 3)])
    assert problem.help


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        ("String!", 'collate: "de-x-icu", compression: "lz4"'),
        ("[String!]!", 'collate: "C"'),
        ("[Int!]!", 'compression: "pglz"'),
        ("String!", 'type: "citext", collate: "C"'),
        ("JSON!", 'compression: "lz4"'),
        ("String!", r'collate: "public.\"my order\""'),
    ],
)
def test_what_it_can(kind: str, arguments: str) -> None:
    compiled(SDL.format(kind=kind, arguments=arguments))
