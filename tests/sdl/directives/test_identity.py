"""`@identity`: each argument, and sequences that cannot be."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error, place_of
from wesley.ir.column import Identity


def sdl(identity: str, kind: str = "BigInt!") -> str:
    return f"type Invoice @table {{\n  number: {kind} @primaryKey {identity}\n}}\n"


@pytest.mark.parametrize(
    ("written", "identity"),
    [
        ("@identity", Identity()),
        ("@identity(always: false)", Identity(always=False)),
        ("@identity(start: 1000, increment: 10)", Identity(start=1000, increment=10)),
        ("@identity(start: -1, increment: -1)", Identity(start=-1, increment=-1)),
    ],
)
@pytest.mark.parametrize("kind", ["BigInt!", "Int!", 'ID! @column(type: "bigint")'])
def test_it_counts(written: str, identity: Identity, kind: str) -> None:
    (column,) = compiled(sdl(written, kind)).physical.tables[0].columns
    assert column.identity == identity
    assert column.default is None


@pytest.mark.parametrize(
    ("written", "code", "at", "message"),
    [
        ("@identity(increment: 0)", "E101", "0)", "the increment of an identity is not 0"),
        ("@identity(start: 0)", "E101", "0)", "an identity that counts up starts at 1 or later"),
        ("@identity(start: 5, increment: -1)", "E101", "5,", "an identity that counts down starts at -1 or later"),
        ("@default(value: 1) @identity", "E103", "@identity", "`number` has a default already, and @identity gives "),
    ],
)
def test_a_mistake_is_told_at_its_place(written: str, code: str, at: str, message: str) -> None:
    text = sdl(written)
    problem = only_error(text)
    assert problem.message.startswith(message)
    assert findings((problem,)) == [(code, *place_of(at, text))]
