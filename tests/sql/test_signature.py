"""What tells functions of one name apart."""

from __future__ import annotations

import pytest

from wesley.sql.signature import argument_types


@pytest.mark.parametrize(
    ("arguments", "types"),
    [
        ("", ()),
        ("integer", ("integer",)),
        ("first integer, VARIADIC others text[]", ("integer", "text[]")),
        ("anycompatible, VARIADIC others anycompatiblearray", ("anycompatible", "anycompatiblearray")),
        ("record, internal, anyelement[]", ("record", "internal", "anyelement[]")),
        ('OUT found numeric, "Odd" app.status', ("app.status",)),
    ],
)
def test_the_types_of_what_is_given(arguments: str, types: tuple[str, ...]) -> None:
    assert argument_types(arguments) == types
