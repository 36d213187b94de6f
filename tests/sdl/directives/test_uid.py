"""`@uid` gives a table or a column an identity that outlives its name."""

from __future__ import annotations

from tests.sdl.harness import compiled, only_error


def test_on_a_table_and_a_column() -> None:
    (user,) = compiled('type User @table @uid(value: "u") { id: ID! @primaryKey @wesley_uid(value: "u") }').api.objects
    assert user.hints.uid == "u"
    assert user.fields[0].hints.uid == "u"


def test_a_field_without_a_column_has_none() -> None:
    sdl = 'type User @table { id: ID! @primaryKey bosses: Int  u: User @uid(value: "x") @ignore }'
    compiled(sdl)
    problem = only_error('type A { a: Int @uid(value: "x") }')
    assert problem.code.code == "E102"
