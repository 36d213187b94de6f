"""`@hasOne` leads back along a unique foreign key of the other table."""

from __future__ import annotations

import pytest

from tests.sdl.harness import only_error
from tests.sdl.relations.parts import relation
from wesley.ir.api import Relation, RelationKind


def user(directive: str, key: str = '@unique @foreignKey(ref: "User.id")', more: str = "") -> str:
    return f"""\
        type User @table {{ id: ID! @primaryKey  profile: Profile {directive} }}
        type Profile @table {{ id: ID! @primaryKey  userId: ID! {key} {more} }}
        """


@pytest.mark.parametrize("directive", ["", "@hasOne", '@hasOne(field: "userId")'])
def test_every_spelling_and_none(directive: str) -> None:
    assert relation(user(directive), "User", "profile") == Relation(
        kind=RelationKind.HAS_ONE,
        target="Profile",
        foreign_key="profiles_user_id_fkey",
        foreign_key_table=("public", "profiles"),
    )


def test_the_primary_key_is_unique_too() -> None:
    sdl = """\
        type User @table { id: ID! @primaryKey  profile: Profile @hasOne }
        type Profile @table { userId: ID! @primaryKey @foreignKey(ref: "User.id") }
        """
    assert relation(sdl, "User", "profile") is not None


@pytest.mark.parametrize("unique", ["", '@unique(where: "user_id IS NOT NULL")'])
def test_a_key_that_is_not_unique(unique: str) -> None:
    problem = only_error(user("@hasOne", f'{unique} @foreignKey(ref: "User.id")'))
    assert (problem.code.code, problem.help) == ("E103", "give the key @unique, or make this a list")


def test_of_several_keys_the_one_that_is_named() -> None:
    more = 'ownerId: ID! @unique @foreignKey(ref: "User.id")'
    found = relation(user('@hasOne(field: "ownerId")', more=more), "User", "profile")
    assert found is not None
    assert found.foreign_key == "profiles_owner_id_fkey"
    problem = only_error(user("@hasOne", more=more))
    assert problem.help == 'say which one: `@hasOne(field: "userId")` or `@hasOne(field: "ownerId")`'


def test_a_list() -> None:
    assert only_error(user("@hasOne").replace("profile: Profile", "profile: [Profile]")).code.code == "E102"


def test_a_field_that_is_no_key() -> None:
    problem = only_error(user('@hasOne(field: "id")'))
    assert problem.message == "`id` of `Profile` is no foreign key to `User`"


def test_a_type_without_a_table() -> None:
    assert only_error("type A @table { id: ID! @primaryKey b: B @hasOne } type B { c: Int }").code.code == "E215"
