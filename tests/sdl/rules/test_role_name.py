"""Names that no role can have."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error


def note(role: str) -> str:
    return f'type Note @table @rls(select: "true", roles: ["{role}"]) {{ id: ID! @primaryKey }}'


@pytest.mark.parametrize(
    ("role", "message"),
    [
        ("PUBLIC", "`PUBLIC` is not `public`"),
        ("none", "no role can be called `none`"),
        ("r" * 64, "the name of this role has 64 bytes, PostgreSQL keeps 63"),
        ("ü" * 32, "the name of this role has 64 bytes, PostgreSQL keeps 63"),
    ],
)
def test_refused_names(role: str, message: str) -> None:
    problem = only_error(note(role))
    assert problem.message == message
    assert findings((problem,)) == [("E506", 1, 47)]


@pytest.mark.parametrize("role", ["", "a\\u0000b"])
def test_what_is_no_name_at_all(role: str) -> None:
    assert only_error(note(role)).code.code == "E101"


@pytest.mark.parametrize("role", ["Web App", "select", 'a\\"b', "current_user", "r" * 63])
def test_odd_names(role: str) -> None:
    schema = compiled(note(role))
    assert [found.name for found in schema.roles] == [role.replace("\\", "")]


@pytest.mark.parametrize("role", ["public", "pg_read_all_data"])
def test_roles_that_are_always_there_are_not_created(role: str) -> None:
    schema = compiled(note(role))
    assert schema.roles == ()
    assert schema.physical.tables[0].policies[0].roles == (role,)
