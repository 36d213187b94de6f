"""`@unique` keeps rows apart."""

from __future__ import annotations

from tests.sdl.harness import compiled, only_error
from wesley.ir.constraint import Deferrable, Unique
from wesley.ir.index import IndexKey


def test_on_a_field() -> None:
    table = compiled("type User @table { id: ID! @primaryKey email: String @unique }").physical.tables[0]
    assert table.uniques == (Unique(name="users_email_key", columns=("email",)),)


def test_on_the_type_several_times() -> None:
    table = compiled("""\
        type User @table @unique(columns: ["orgId", "email"]) @unique(fields: ["email", "orgId"], name: "other") {
          id: ID! @primaryKey
          orgId: UUID
          email: String
        }
        """).physical.tables[0]
    assert [(unique.name, unique.columns) for unique in table.uniques] == [
        ("other", ("email", "org_id")),
        ("users_org_id_email_key", ("org_id", "email")),
    ]


def test_deferrable_and_nulls_not_distinct() -> None:
    table = compiled("""\
        type A @table { id: ID! @primaryKey n: Int @unique(deferrable: INITIALLY_DEFERRED, nullsNotDistinct: true) }
        """).physical.tables[0]
    (unique,) = table.uniques
    assert unique.deferrable is Deferrable.INITIALLY_DEFERRED
    assert unique.nulls_not_distinct


def test_a_condition_makes_an_index() -> None:
    table = compiled('type A @table { id: ID! @primaryKey n: Int @unique(where: "n > 0") }').physical.tables[0]
    (index,) = table.indexes
    assert index.unique
    assert index.keys == (IndexKey(column="n"),)
    assert index.where is not None
    assert index.where.sql == "n > 0"
    assert table.uniques == ()


def test_a_partial_index_cannot_be_deferrable() -> None:
    problem = only_error(
        'type A @table { id: ID! @primaryKey n: Int @unique(where: "n > 0", deferrable: INITIALLY_DEFERRED) }'
    )
    assert problem.code.code == "E103"


def test_on_a_type_it_needs_columns() -> None:
    problem = only_error("type A @table @unique { id: ID! @primaryKey }")
    assert problem.message == "@unique on a type needs `columns`"
