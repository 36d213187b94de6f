"""`@hasMany` leads back along a foreign key of the other table."""

from __future__ import annotations

import pytest

from tests.sdl.harness import only_error
from tests.sdl.relations.parts import relation
from wesley.ir.api import Relation, RelationKind

POSTS = Relation(
    kind=RelationKind.HAS_MANY,
    target="Post",
    foreign_key="posts_author_id_fkey",
    foreign_key_table=("public", "posts"),
)


def user(field: str, more: str = "") -> str:
    return f"""\
        type User @table {{ id: ID! @primaryKey  {field} }}
        type Post @table {{ id: ID! @primaryKey  authorId: ID! @foreignKey(ref: "User.id") {more} }}
        type PostPage {{ items: [Post!]! }}
        """


@pytest.mark.parametrize(
    "field",
    [
        "posts: [Post!]!",
        "posts: [Post!]! @hasMany",
        'posts: [Post] @hasMany(field: "authorId")',
        'posts: [Post!]! @hasMany(type: "Post")',
        'posts(first: Int): PostPage! @hasMany(type: "Post")',
    ],
)
def test_every_spelling_and_none(field: str) -> None:
    assert relation(user(field), "User", "posts") == POSTS


def test_of_several_keys_the_one_that_is_named() -> None:
    more = 'editorId: ID @foreignKey(ref: "User.id")'
    assert relation(user('posts: [Post!]! @hasMany(field: "authorId")', more), "User", "posts") == POSTS
    assert only_error(user("posts: [Post!]! @hasMany", more)).code.code == "E216"


def test_a_table_that_refers_to_itself() -> None:
    sdl = """\
        type Node @table {
          id: ID! @primaryKey
          parentId: ID @foreignKey(ref: "Node.id")
          parent: Node
          children: [Node!]!
        }
        """
    parent, children = relation(sdl, "Node", "parent"), relation(sdl, "Node", "children")
    assert parent is not None
    assert children is not None
    assert (parent.kind, children.kind) == (RelationKind.BELONGS_TO, RelationKind.HAS_MANY)


VIA = """\
type Org @table { id: ID! @primaryKey  tasks: [Task!]! @hasMany(via: "Project") }
type Project @table { id: ID! @primaryKey  orgId: ID! @foreignKey(ref: "Org.id") }
type Task @table { id: ID! @primaryKey  projectId: ID! @foreignKey(ref: "Project.id") }
"""


def test_through_a_type_between() -> None:
    assert relation(VIA, "Org", "tasks") == Relation(
        kind=RelationKind.HAS_MANY,
        target="Task",
        foreign_key="projects_org_id_fkey",
        foreign_key_table=("public", "projects"),
        through="Project",
    )


def test_a_type_between_that_is_not_joined_with_the_other() -> None:
    problem = only_error(VIA.replace('@foreignKey(ref: "Project.id")', ""))
    assert problem.message == "`Project` and `Task` are joined by no foreign keys, and exactly one is needed"


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("post: Post @hasMany", "E102"),
        ('posts: [Post!]! @hasMany(type: "User")', "E103"),
        ('page: PostPage @hasMany(type: "Nope")', "E215"),
        ('posts: [Post!]! @hasMany(via: "Nope")', "E215"),
        ('posts: [Post!]! @hasMany(field: "id")', "E215"),
        ("pages: [PostPage!]! @hasMany", "E215"),
    ],
)
def test_what_leads_nowhere(field: str, code: str) -> None:
    assert only_error(user(field)).code.code == code
