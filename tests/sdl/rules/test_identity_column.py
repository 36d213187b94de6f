"""Only whole numbers are counted, and none is missing."""

from __future__ import annotations

import pytest

from tests.sdl.harness import findings, only_error

SDL = "type Invoice @table {{\n  id: ID! @primaryKey\n  number: {kind} @identity{arguments}\n}}\n"


@pytest.mark.parametrize(
    ("kind", "arguments", "message"),
    [
        ("ID!", "", "`number` is uuid, and an identity is smallint, integer or bigint"),
        ("[Int!]!", "", "`number` is integer[], and an identity is smallint, integer or bigint"),
        ("Int", "", "the identity `number` may not be null"),
        ("SmallInt!", "(start: 32768)", "the identity `number` does not fit into smallint"),
    ],
)
def test_what_cannot_count(kind: str, arguments: str, message: str) -> None:
    problem = only_error(SDL.format(kind=kind, arguments=arguments))
    assert problem.message == message
    assert findings((problem,)) == [("E308", 3, 3)]
