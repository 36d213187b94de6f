"""`@manyToMany` leads over a join table."""

from __future__ import annotations

import pytest

from tests.sdl.harness import only_error
from tests.sdl.relations.parts import relation
from wesley.ir.api import Relation, RelationKind

JOIN = """\
type User @table { id: ID! @primaryKey  teams: [Team!]! @manyToMany(through: "Membership") }
type Team @table { id: ID! @primaryKey  name: String! }
type Membership @table {
  userId: ID! @primaryKey @foreignKey(ref: "User.id")
  teamId: ID! @primaryKey @foreignKey(ref: "Team.id")
}
"""


@pytest.mark.parametrize(
    "more", ["", ', field: "userId"', ', otherField: "teamId"', ', field: "userId", otherField: "teamId"']
)
def test_every_argument(more: str) -> None:
    assert relation(JOIN.replace('"Membership")', f'"Membership"{more})'), "User", "teams") == Relation(
        kind=RelationKind.MANY_TO_MANY,
        target="Team",
        foreign_key="memberships_user_id_fkey",
        foreign_key_table=("public", "memberships"),
        through="Membership",
    )


FRIENDS = """\
type User @table { id: ID! @primaryKey  friends: [User!]! @manyToMany(through: "Friendship"MORE) }
type Friendship @table {
  a: ID! @primaryKey @foreignKey(ref: "User.id")
  b: ID! @primaryKey @foreignKey(ref: "User.id")
}
"""


def test_a_table_that_is_joined_with_itself_names_both_keys() -> None:
    found = relation(FRIENDS.replace("MORE", ', field: "a", otherField: "b"'), "User", "friends")
    assert found is not None
    assert found.foreign_key == "friendships_a_fkey"
    assert only_error(FRIENDS.replace("MORE", "")).code.code == "E216"
    assert only_error(FRIENDS.replace("MORE", ', field: "a"')).code.code == "E216"
    assert only_error(FRIENDS.replace("MORE", ', field: "a", otherField: "a"')).code.code == "E103"


def test_a_join_table_without_a_key_to_the_other_side() -> None:
    problem = only_error(JOIN.replace('@foreignKey(ref: "Team.id")', ""))
    assert problem.message == "`teams` leads to `Membership`, and no foreign key of `Membership` leads back to `Team`"


@pytest.mark.parametrize("through", ["Nope", "Membershi"])
def test_a_join_table_that_is_not_there(through: str) -> None:
    assert only_error(JOIN.replace('"Membership"', f'"{through}"')).code.code == "E215"


def test_one_object() -> None:
    assert only_error(JOIN.replace("[Team!]!", "Team")).code.code == "E102"


def test_a_list_without_counterpart_proposes_it() -> None:
    problem = only_error(JOIN.replace('@manyToMany(through: "Membership")', ""))
    assert "`@manyToMany(through:)`" in problem.help
