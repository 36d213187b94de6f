"""Types and operations say what they are."""

from __future__ import annotations

from tests.sdl.harness import warnings_of


def test_types_and_operations_without_description() -> None:
    found = warnings_of(
        """\
        scalar DateTime
        scalar Colour
        type User @table { id: ID! @primaryKey }
        type Query { me: User "Everybody." users: [User!]! }
        """,
        "W103",
    )
    assert [problem.message for problem in found] == [
        "the scalar `Colour` has no description",
        "the type `User` has no description",
        "the operation `me` has no description",
    ]
