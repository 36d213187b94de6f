"""`@foreignKey`: each form and argument as a constraint, and each mistake at its place."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, errors_of, findings, only_error, place_of
from wesley.ir.constraint import Deferrable, ForeignKey, ReferentialAction
from wesley.ir.table import Table
from wesley.sdl.directives.foreign_key import FOREIGN_KEY

USER = "type User @table {\n  id: ID! @primaryKey\n  email: String! @unique\n  name: String!\n}\n"
CELL = 'type Cell @table @primaryKey(columns: ["x", "y"]) {\n  x: Int!\n  y: Int!\n}\n'


def order(on_user: str, *, on_type: str = "", user: str = "ID!") -> str:
    return USER + f"type Order @table {on_type} {{\n  id: ID! @primaryKey\n  userId: {user} {on_user}\n}}\n"


def table(sdl: str, name: str = "orders") -> Table:
    found = compiled(sdl).physical.table("public", name)
    assert found is not None
    return found


def key(**changes: object) -> ForeignKey:
    facts = {
        "name": "orders_user_id_fkey",
        "columns": ("user_id",),
        "ref_schema": "public",
        "ref_table": "users",
        "ref_columns": ("id",),
        **changes,
    }
    return ForeignKey(**facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["foreignKey", "fk", "wes_fk", "wesley_foreignKey"])
def test_a_field_refers_to_a_field(name: str) -> None:
    assert table(order(f'@{name}(ref: "User.id")')).foreign_keys == (key(),)


@pytest.mark.parametrize("target", ['to: "User"', 'to: "User", references: ["id"]'])
def test_a_field_refers_to_a_type(target: str) -> None:
    assert table(order(f"@foreignKey({target})")).foreign_keys == (key(),)


def test_on_the_type_columns_are_named() -> None:
    sdl = order("", on_type='@foreignKey(columns: ["userId"], ref: "User.id")')
    assert table(sdl).foreign_keys == (key(),)


def test_actions_time_of_check_and_name() -> None:
    sdl = order(
        '@foreignKey(ref: "User.id", onDelete: SET_NULL, onUpdate: CASCADE, deferrable: INITIALLY_DEFERRED, name: "k")',
        user="ID",
    )
    expected = key(
        name="k",
        on_delete=ReferentialAction.SET_NULL,
        on_update=ReferentialAction.CASCADE,
        deferrable=Deferrable.INITIALLY_DEFERRED,
    )
    assert table(sdl).foreign_keys == (expected,)


def test_a_composite_key_takes_the_primary_key_in_its_order() -> None:
    sdl = CELL + (
        'type Piece @table @foreignKey(columns: ["cellX", "cellY"], to: "Cell") {\n'
        "  id: ID! @primaryKey\n  cellX: Int!\n  cellY: Int!\n}\n"
    )
    (found,) = table(sdl, "pieces").foreign_keys
    assert (found.name, found.columns, found.ref_columns) == (
        "pieces_cell_x_cell_y_fkey",
        ("cell_x", "cell_y"),
        ("x", "y"),
    )


def test_the_columns_of_a_key_may_be_named_in_any_order() -> None:
    sdl = CELL + (
        'type Piece @table @foreignKey(columns: ["cellY", "cellX"], to: "Cell", references: ["y", "x"]) {\n'
        "  id: ID! @primaryKey\n  cellX: Int!\n  cellY: Int!\n}\n"
    )
    assert table(sdl, "pieces").foreign_keys[0].ref_columns == ("y", "x")


def test_a_table_may_refer_to_itself() -> None:
    sdl = 'type Node @table {\n  id: ID! @primaryKey\n  parentId: ID @foreignKey(ref: "Node.id")\n}\n'
    assert table(sdl, "nodes").foreign_keys[0].ref_table == "nodes"


def test_tables_may_refer_to_each_other() -> None:
    sdl = (
        'type Org @table {\n  id: ID! @primaryKey\n  ownerId: ID @foreignKey(ref: "Person.id")\n}\n'
        'type Person @table {\n  id: ID! @primaryKey\n  orgId: ID @foreignKey(ref: "Org.id")\n}\n'
    )
    assert [one.foreign_keys[0].ref_table for one in compiled(sdl).physical.tables] == ["people", "orgs"]


def test_a_table_that_is_managed_elsewhere_can_be_referred_to() -> None:
    sdl = order('@foreignKey(ref: "User.id")').replace("type User @table", "type User @table(managed: false)")
    assert table(sdl).foreign_keys == (key(),)


def test_a_field_of_type_id_takes_the_type_of_the_id_that_it_refers_to() -> None:
    sdl = (
        'type A @table {\n  id: ID! @primaryKey @column(type: "bigint")\n}\n'
        'type B @table {\n  id: ID! @primaryKey @foreignKey(ref: "A.id")\n}\n'
        'type C @table {\n  id: ID! @primaryKey\n  b: ID @foreignKey(ref: "B.id")\n}\n'
    )
    types = {one.name: [column.type for column in one.in_order()] for one in compiled(sdl).physical.tables}
    assert types == {"as": ["bigint"], "bs": ["bigint"], "cs": ["uuid", "bigint"]}


def test_ids_that_refer_to_each_other_keep_their_type() -> None:
    sdl = (
        'type A @table {\n  id: ID! @primaryKey @foreignKey(ref: "B.id")\n}\n'
        'type B @table {\n  id: ID! @primaryKey @foreignKey(ref: "A.id")\n}\n'
    )
    assert {one.columns[0].type for one in compiled(sdl).physical.tables} == {"uuid"}


def test_a_length_is_no_other_type() -> None:
    sdl = (
        'type A @table {\n  id: String! @primaryKey @column(type: "varchar(10)")\n}\n'
        "type B @table {\n  id: ID! @primaryKey\n"
        '  a: String @column(type: "varchar(20)") @foreignKey(ref: "A.id")\n}\n'
    )
    assert not errors_of(sdl)


def index_names(sdl: str, name: str = "orders") -> list[str]:
    return [index.name for index in table(sdl, name).indexes]


def test_its_columns_are_indexed() -> None:
    assert index_names(order('@foreignKey(ref: "User.id")')) == ["orders_user_id_idx"]


def test_index_false() -> None:
    assert index_names(order('@foreignKey(ref: "User.id", index: false)')) == []


@pytest.mark.parametrize(
    "other",
    ['@index(name: "i")', '@index(columns: ["userId", "id"], name: "i")', '@index(using: "hash", name: "i")'],
)
def test_an_index_that_begins_with_the_columns_serves(other: str) -> None:
    assert index_names(order(f'@foreignKey(ref: "User.id") {other}')) == ["i"]


@pytest.mark.parametrize("other", ["@unique", '@unique(columns: ["userId", "id"])'])
def test_a_key_that_begins_with_the_columns_serves(other: str) -> None:
    assert index_names(order(f'@foreignKey(ref: "User.id") {other}')) == []


@pytest.mark.parametrize(
    "other",
    [
        '@index(where: "user_id IS NOT NULL", name: "i")',
        '@index(columns: ["id", "userId"], name: "i")',
        '@index(using: "brin", name: "i")',
    ],
)
def test_an_index_that_is_partial_or_begins_otherwise_does_not_serve(other: str) -> None:
    assert index_names(order(f'@foreignKey(ref: "User.id") {other}')) == ["i", "orders_user_id_idx"]


def test_the_index_of_a_longer_key_serves_a_shorter_one() -> None:
    sdl = CELL + (
        'type Piece @table @foreignKey(columns: ["cellX", "cellY"], to: "Cell") {\n'
        '  id: Int! @primaryKey\n  cellX: Int! @foreignKey(ref: "Piece.id")\n  cellY: Int!\n}\n'
    )
    assert index_names(sdl, "pieces") == ["pieces_cell_x_cell_y_idx"]


@pytest.mark.parametrize(
    ("arguments", "code", "at", "message"),
    [
        ('ref: "Usr.id"', "E201", "Usr", "there is no type `Usr`"),
        ('ref: "User.uid"', "E201", "uid", "`User` has no field `uid` with a column"),
        ('ref: "User"', "E101", '"User"', "`User` is no field of a type"),
        ('ref: "a.b.c"', "E101", '"a.b.c"', "`a.b.c` is no field of a type"),
        ('to: "Order", references: ["nope"]', "E201", '"nope"', "`Order` has no field `nope` with a column"),
        ('ref: "User.id", to: "User"', "E103", '"User.id"', "@foreignKey has both `ref` and `to` or `references`"),
        ("onDelete: CASCADE", "E101", "@foreignKey", "@foreignKey does not say what it refers to"),
        ('ref: "User.email"', "E303", "@foreignKey", "`user_id` is uuid, and `users.email` is text"),
        ('columns: ["userId", "id"], ref: "User.id"', "E101", "@foreignKey", "the foreign key has 2 columns, and ref"),
        (
            'columns: ["userId", "userId"], to: "User", references: ["id", "email"]',
            "E101",
            '"userId"]',
            "the field `use",
        ),
        ('columns: ["nope"], ref: "User.id"', "E201", '"nope"', "`Order` has no field `nope` with a column"),
        ('ref: "User.id", onDelete: SET_NULL', "E304", "@foreignKey", "SET_NULL cannot write `user_id`, which is req"),
        ('ref: "User.id", onUpdate: SET_DEFAULT', "E305", "@foreignKey", "SET_DEFAULT has nothing to write into `user"),
    ],
)
def test_a_mistake_is_told_at_its_place(arguments: str, code: str, at: str, message: str) -> None:
    sdl = order(f"@foreignKey({arguments})")
    problem = only_error(sdl)
    assert problem.message.startswith(message)
    assert findings((problem,)) == [(code, *place_of(at, sdl))]


def test_on_the_type_columns_are_needed() -> None:
    problem = only_error(order("", on_type='@foreignKey(ref: "User.id")'))
    assert problem.message == "@foreignKey on a type needs `columns`"


def test_a_type_without_a_key_cannot_be_referred_to_as_a_whole() -> None:
    sdl = order('@foreignKey(to: "Log")') + "type Log @table {\n  line: String!\n}\n"
    assert only_error(sdl).message == "`Log` has no primary key to refer to"


@pytest.mark.parametrize("unique", ["@unique(deferrable: INITIALLY_DEFERRED)", "@unique(where: \"name <> ''\")"])
def test_a_unique_that_postgresql_does_not_accept_as_a_key(unique: str) -> None:
    sdl = order('@foreignKey(ref: "User.name")', user="String!").replace("name: String!", f"name: String! {unique}")
    assert [code for code, _, _ in findings(errors_of(sdl))] == ["E205"]


def test_other_fields_are_no_key() -> None:
    problem = only_error(order('@foreignKey(ref: "User.name")', user="String!"))
    assert problem.message == "`name` of `User` is neither its primary key nor unique"
    assert [related.origin.line for related in problem.related] == [1]


def test_a_unique_index_is_a_key() -> None:
    sdl = order('@foreignKey(ref: "User.name")', user="String!")
    assert not errors_of(sdl.replace("name: String!", "name: String! @index(unique: true)"))


def test_the_example_compiles() -> None:
    assert compiled(FOREIGN_KEY.example).physical.tables
