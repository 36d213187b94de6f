"""The JSON form of a schema holds all of it but the places; the fingerprint sees only what a database can hold."""

from msgspec.structs import replace

from wesley.ir import codec
from wesley.ir.api import Api, Field, ObjectType, TypeRef
from wesley.ir.column import Column
from wesley.ir.constraint import PrimaryKey
from wesley.ir.index import Index, IndexKey
from wesley.ir.origin import Origin, Position
from wesley.ir.schema import Physical, Schema
from wesley.ir.table import Table

ID = Column(name="id", type="uuid", nullable=False, position=Position(1), origin=Origin("a.graphql", 2, 3))
NAME = Column(name="a", type="text", comment='the "origin":null of it', position=Position(2), origin=Origin("a", 3, 3))
USERS = Table(
    schema="public",
    name="users",
    columns=(ID, NAME),
    primary_key=PrimaryKey(name="users_pkey", columns=("id",)),
    origin=Origin("a.graphql", 1, 6),
)
SCHEMA = Schema(
    physical=Physical(tables=(USERS,)),
    api=Api(
        objects=(ObjectType(name="User", fields=(Field(name="id", type=TypeRef("ID", non_null=True), column="id"),)),)
    ),
)


def test_decoding_gives_back_what_was_encoded() -> None:
    assert codec.decode(codec.encode(SCHEMA)) == SCHEMA


def test_columns_keep_their_order_through_json() -> None:
    table = codec.decode(codec.encode(SCHEMA)).physical.tables[0]
    assert [column.name for column in table.in_order()] == ["id", "a"]
    assert [column.name for column in table.columns] == ["a", "id"]


def test_json_holds_no_origin_but_keeps_text_that_looks_like_one() -> None:
    text = codec.encode(SCHEMA)
    assert b'"origin"' not in text
    assert rb"the \"origin\":null of it" in text


def test_the_fingerprint_does_not_see_places_and_column_order() -> None:
    moved = replace(ID, position=Position(2), origin=Origin("b.graphql", 9, 9))
    other = replace(USERS, columns=(replace(NAME, position=Position(1)), moved))
    assert other == USERS
    assert codec.fingerprint(Physical(tables=(other,))) == codec.fingerprint(SCHEMA.physical)


def test_the_fingerprint_sees_a_change_of_type() -> None:
    other = replace(USERS, columns=(ID, replace(NAME, type="citext")))
    assert codec.fingerprint(Physical(tables=(other,))) != codec.fingerprint(SCHEMA.physical)


def test_the_evidence_leads_each_element_to_its_place() -> None:
    places = codec.evidence_map(SCHEMA)
    assert places["tables/public.users"] == "a.graphql:1:6"
    assert places["tables/public.users/columns/id"] == "a.graphql:2:3"


def test_texts_that_came_from_elsewhere_are_left_out_like_the_defaults_that_they_equal() -> None:
    sent = "".join(["bt", "ree"])
    key = (IndexKey(column="a"),)
    here = Table(schema="s", name="t", indexes=(Index(name="i", keys=key),))
    there = Table(schema="s", name="t", indexes=(Index(name="i", keys=key, method=sent),))
    assert here == there
    assert codec.fingerprint(Physical(tables=(here,))) == codec.fingerprint(Physical(tables=(there,)))
