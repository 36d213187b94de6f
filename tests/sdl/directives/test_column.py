"""`@column` says how a field is stored."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error
from wesley.ir.column import Column


def column(field: str) -> Column:
    """The column of one field beside a key."""
    table = compiled(f"type T @table {{ id: ID! @primaryKey {field} }}").physical.tables[0]
    return table.in_order()[1]


@pytest.mark.parametrize(
    ("field", "sql"),
    [
        ("a: ID", "uuid"),
        ("a: String", "text"),
        ("a: Int", "integer"),
        ("a: Float", "double precision"),
        ("a: Boolean", "boolean"),
        ("a: UUID", "uuid"),
        ("a: BigInt", "bigint"),
        ("a: Decimal", "numeric"),
        ("a: DateTime", "timestamp with time zone"),
        ("a: Date", "date"),
        ("a: Time", "time without time zone"),
        ("a: Interval", "interval"),
        ("a: JSON", "jsonb"),
        ("a: Bytes", "bytea"),
        ("a: Email", "text"),
        ("a: URL", "text"),
        ("a: Inet", "inet"),
        ("a: [Int!]!", "integer[]"),
        ("a: [[Int]]", "integer[]"),
        ('a: String @column(type: "varchar(20)")', "character varying(20)"),
        ('a: [String] @column(type: "varchar(20)")', "character varying(20)[]"),
        ('a: [String] @column(type: "text[]")', "text[]"),
        ('a: [String] @column(type: "jsonb")', "jsonb"),
    ],
)
def test_the_type(field: str, sql: str) -> None:
    assert column(field).type == sql


def test_name_collation_and_compression() -> None:
    found = column('orgId: String! @column(name: "Org", collate: "C", compression: "lz4")')
    assert (found.name, found.collation, found.compression, found.nullable) == ("Org", "C", "lz4", False)


def test_an_object_can_be_stored_as_json() -> None:
    sdl = 'type T @table { id: ID! @primaryKey at: Point2 @column(type: "jsonb") } type Point2 { x: Int }'
    table = compiled(sdl).physical.tables[0]
    assert table.in_order()[1].type == "jsonb"


def test_a_type_that_does_not_parse_is_shown_where_it_is() -> None:
    problem = only_error('type T @table { id: ID! @primaryKey a: Int @column(type: "int int") }')
    assert findings((problem,)) == [("E301", 1, 63)]


def test_a_scalar_without_type() -> None:
    problem = only_error("scalar Colour\ntype T @table { id: ID! @primaryKey a: Colour }")
    assert problem.message == "the scalar `Colour` has no PostgreSQL type"
    assert findings((problem,)) == [("E301", 2, 40)]


def test_element_nullability_becomes_a_check() -> None:
    table = compiled("type T @table { id: ID! @primaryKey tags: [String!]! }").physical.tables[0]
    assert [(check.name, check.expression.sql) for check in table.checks] == [
        ("ts_tags_check", "num_nulls(VARIADIC tags) = 0")
    ]


def test_a_compression_that_does_not_exist() -> None:
    problem = only_error('type T @table { id: ID! @primaryKey a: String @column(compression: "zip") }')
    assert (problem.message, problem.help) == ("there is no compression `zip`", "known are: pglz, lz4")
    assert findings((problem,)) == [("E101", 1, 68)]
