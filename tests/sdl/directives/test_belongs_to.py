"""`@belongsTo` leads along a foreign key of the field's own table."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error
from tests.sdl.relations.parts import relation
from wesley.ir.api import Relation, RelationKind

USER = "type User @table { id: ID! @primaryKey }\n"


def post(fields: str) -> str:
    return USER + f"type Post @table {{\n  id: ID! @primaryKey\n{fields}\n}}"


AUTHOR = Relation(
    kind=RelationKind.BELONGS_TO,
    target="User",
    foreign_key="posts_author_id_fkey",
    foreign_key_table=("public", "posts"),
)
TWO_KEYS = '  authorId: ID! @foreignKey(ref: "User.id")\n  editorId: ID @foreignKey(ref: "User.id")\n'


@pytest.mark.parametrize(
    "directive", ["", "@belongsTo", '@belongsTo(column: "authorId")', '@belongsTo(field: "authorId")', "@wes_belongsTo"]
)
def test_every_spelling_and_none(directive: str) -> None:
    sdl = post(f'  authorId: ID! @foreignKey(ref: "User.id")\n  author: User! {directive}')
    assert relation(sdl, "Post", "author") == AUTHOR
    assert [column.name for column in compiled(sdl).physical.tables[0].columns] == ["author_id", "id"]


def test_of_several_keys_the_one_that_is_named() -> None:
    assert relation(post(TWO_KEYS + '  writer: User! @belongsTo(column: "authorId")'), "Post", "writer") == AUTHOR


def test_of_several_keys_the_one_that_is_called_like_the_field() -> None:
    assert relation(post(TWO_KEYS + "  author: User!"), "Post", "author") == AUTHOR


def test_a_composite_key_carries_a_relation_too() -> None:
    sdl = """\
        type Project @table @primaryKey(columns: ["orgId", "id"]) { orgId: ID!  id: ID! }
        type Task @table @foreignKey(columns: ["orgId", "projectId"], to: "Project", references: ["orgId", "id"]) {
          id: ID! @primaryKey  orgId: ID!  projectId: ID!  project: Project!
        }
        """
    found = relation(sdl, "Task", "project")
    assert found is not None
    assert found.foreign_key_table == ("public", "tasks")


def test_a_column_that_is_no_key() -> None:
    problem = only_error(post('  name: String!\n  author: User @belongsTo(column: "name")'))
    assert findings((problem,)) == [("E215", 5, 35)]
    assert problem.message == "`name` is no foreign key to `User`"


def test_a_column_that_is_not_there() -> None:
    assert only_error(post('  author: User @belongsTo(column: "autorId")')).code.code == "E201"


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("all: [User!]! @belongsTo", "E102"),
        ("name: String @belongsTo", "E102"),
        ("author: User @belongsTo @hasOne", "E103"),
    ],
)
def test_fields_that_it_cannot_stand_on(field: str, code: str) -> None:
    problem = only_error(post('  authorId: ID @foreignKey(ref: "User.id")\n  ' + field))
    assert problem.code.code == code


UNION = """\
type User @table { id: ID! @primaryKey }
type Org @table { id: ID! @primaryKey }
union Owner = User | Org
type Repo @table @check(expr: "num_nonnulls(user_id, org_id) = 1") {
  id: ID! @primaryKey
  userId: ID @foreignKey(ref: "User.id")
  orgId: ID @foreignKey(ref: "Org.id")
  owner: Owner! @belongsTo
}
"""


@pytest.mark.parametrize("directive", [" @belongsTo", ""])
def test_a_union_has_a_nullable_key_for_each_member(directive: str) -> None:
    found = relation(UNION.replace(" @belongsTo", directive), "Repo", "owner")
    assert found == Relation(kind=RelationKind.BELONGS_TO, target="Owner")


def test_a_member_of_a_union_without_a_key() -> None:
    problem = only_error(UNION.replace('orgId: ID @foreignKey(ref: "Org.id")', "orgId: ID"))
    assert problem.message == "`owner` leads to `Org`, and no foreign key does"


def test_a_key_of_a_union_that_is_required_in_every_row() -> None:
    problem = only_error(UNION.replace("orgId: ID @", "orgId: ID! @"))
    assert problem.code.code == "E217"
    assert "num_nonnulls" in problem.help


def test_a_union_has_no_one_column() -> None:
    assert only_error(UNION.replace("@belongsTo", '@belongsTo(column: "userId")')).code.code == "E103"


def test_an_interface_stands_for_those_types_that_have_a_key() -> None:
    sdl = (
        UNION.replace("union Owner = User | Org", "interface Owner { id: ID! }")
        .replace("type User @table", "type User implements Owner @table")
        .replace("type Org @table", "type Org implements Owner @table")
        + "type Bot implements Owner @table { id: ID! @primaryKey }"
    )
    assert relation(sdl, "Repo", "owner") == Relation(kind=RelationKind.BELONGS_TO, target="Owner")


def test_an_interface_that_no_key_leads_to() -> None:
    problem = only_error("interface Node { id: ID! } type A implements Node @table { id: ID! @primaryKey  node: Node }")
    assert problem.code.code == "E215"


def test_a_view_names_the_column_that_leads_away() -> None:
    sdl = USER + 'type V @view(sql: "SELECT id AS user_id FROM users") { userId: ID!  user: User! '
    assert relation(sdl + '@belongsTo(column: "userId") }', "V", "user") == Relation(
        kind=RelationKind.BELONGS_TO, target="User"
    )
    assert only_error(sdl + "}").help == "name the column that leads there: `@belongsTo(column:)`"
