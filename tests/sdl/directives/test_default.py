"""`@default`: literals and SQL as the column's default, and what the column cannot hold."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error, place_of
from wesley.ir.column import Column

SDL = """\
enum Status {{ DRAFT LIVE @dbValue(name: "is live") }}
type Post @table {{
  id: ID! @primaryKey
  value: {kind} {default}
}}
"""


def sdl(kind: str, default: str) -> str:
    return SDL.format(kind=kind, default=default)


def column(text: str) -> Column:
    found = compiled(text).physical.tables[0].column("value")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "value", "sql"),
    [
        ("Int", "5", "5"),
        ("Int", "-5", "-5"),
        ("BigInt", '"9007199254740993"', "'9007199254740993'"),
        ("Float", "1.5", "1.5"),
        ("Decimal", "1.10", "1.10"),
        ("Boolean", "true", "true"),
        ("String", '"it\'s"', "'it''s'"),
        ("String", '"now()"', "'now()'"),
        ("Status", "DRAFT", "'DRAFT'"),
        ("Status", "LIVE", "'is live'"),
        ("Status", '"LIVE"', "'is live'"),
        ("[Status!]", "[DRAFT, LIVE]", '\'{"DRAFT","is live"}\''),
        ("JSON", "{a: [1, true, null]}", "'{\"a\": [1, true, null]}'"),
        ("JSONObject", "{}", "'{}'"),
        ("[String!]", '["a", "b"]', '\'{"a","b"}\''),
        ("[Int]", "[]", "'{}'"),
        ("Date", '"2024-02-29"', "'2024-02-29'"),
        ("DateTime", '"2024-02-29T00:00:00Z"', "'2024-02-29T00:00:00Z'"),
        ("UUID", '"123e4567-e89b-12d3-a456-426614174000"', "'123e4567-e89b-12d3-a456-426614174000'"),
        ('String @column(type: "citext")', '"sad"', "'sad'"),
        ("Vector", "[1, 0.5]", "'[1,0.5]'"),
    ],
)
def test_a_literal_is_quoted_for_the_type(kind: str, value: str, sql: str) -> None:
    default = column(sdl(kind, f"@default(value: {value})")).default
    assert default is not None
    assert default.sql == sql


@pytest.mark.parametrize(
    ("kind", "expr", "canonical"),
    [
        ("DateTime", "NOW( )", "now()"),
        ("Int", "'5'", "'5'"),
        ("String", "5", "5"),
        ("String", "true", "true"),
        ("Boolean", "'yes'", "'yes'"),
        ("Status", "'is live'", "'is live'"),
        ("[Int]", "'{1,2}'", "'{1,2}'"),
        ("Date", "'epoch'", "'epoch'"),
        ("String", "NULL", "NULL"),
        ("Int", "nextval('numbers')", "nextval('numbers')"),
        ("UUID", "'{123e4567e89b12d3a456426614174000}'", "'{123e4567e89b12d3a456426614174000}'"),
        ("Float", "'NaN'", "'NaN'"),
    ],
)
def test_sql_is_taken_in_canonical_form(kind: str, expr: str, canonical: str) -> None:
    default = column(sdl(kind, f'@default(expr: "{expr}")')).default
    assert default is not None
    assert default.sql == canonical


NO_VALUE = "no value of"


@pytest.mark.parametrize(
    ("kind", "arguments", "at", "message"),
    [
        ("Int", "value: 2147483648", "2147483648", "`2147483648` is no value of integer: it goes from"),
        ("Int", 'value: "x"', '"x"', "`x` is no value of integer: it is a whole number"),
        ("Int", "value: true", "true", "a literal of kind Boolean is no value of integer: it takes Int or String"),
        ("String", "value: 5", "5)", "a literal of kind Int is no value of text: it takes String"),
        ("String", "value: WORD", "WORD", "a literal of kind enum value is no value of text"),
        ("Boolean", 'value: "true"', '"true"', "a literal of kind String is no value of boolean"),
        ("DateTime", 'value: "now()"', '"now()"', "`now()` is no value of timestamp with time zone"),
        ("UUID", 'value: "gen_random_uuid()"', '"gen', "`gen_random_uuid()` is no value of uuid"),
        ("Status", "value: DRAF", "DRAF)", "`Status` has no value `DRAF`"),
        ("Status", "value: 1", "1)", "`Status` has no value `1`"),
        ("[Int!]", "value: [1, null]", "null", "the elements of this list may not be null"),
        ("[Int]", 'value: [1, "x"]', '"x"', "`x` is no value of integer"),
        ("JSON", r'value: "{\"a\": 1}"', r'"{\"a', "this string holds JSON"),
        ("JSONObject", "value: [1]", "[1]", "a JSONObject is an object"),
        ("Int", "expr: \"'x'\"", "\"'x'", "'x' is no value of integer: it is a whole number"),
        ("Int", 'expr: "true"', '"true"', "true is no value of integer"),
        ("Boolean", 'expr: "1"', '"1"', "1 is no value of boolean"),
        ("JSON", 'expr: "1"', '"1"', "1 is no value of jsonb"),
        ("JSON", "expr: \"'{'\"", "\"'{", "'{' is no value of jsonb: it is no JSON"),
        ("DateTime", "expr: \"'now()'\"", "\"'now", "'now()' is the moment at which the column is made"),
        ("[Int]", "expr: \"'1'\"", "\"'1'", "'1' is no value of integer[]: an array looks like '{1,2}'"),
        ("[Int]", 'expr: "1"', '"1"', "1 is no value of integer[]"),
        ("Status", "expr: \"'LIVE'\"", "\"'LIVE", "the enum `Status` does not store `LIVE`"),
        ("String!", 'expr: "NULL"', '"NULL', "`value` is required, and its default is null"),
        ("UUID", "expr: \"'x'\"", "\"'x'", "'x' is no value of uuid"),
    ],
)
def test_a_default_of_another_type_is_refused(kind: str, arguments: str, at: str, message: str) -> None:
    text = sdl(kind, f"@default({arguments})")
    problem = only_error(text)
    assert problem.message.startswith(message)
    assert findings((problem,)) == [("E307", *place_of(at, text))]


@pytest.mark.parametrize(
    ("kind", "value", "help_text"),
    [
        ("DateTime", "now()", 'SQL goes into `expr`: `@default(expr: "now()")`'),
        ("DateTime", "now", 'the moment of the INSERT is `@default(expr: "now()")`'),
        ("UUID", "gen_random_uuid()", 'SQL goes into `expr`: `@default(expr: "gen_random_uuid()")`'),
        ("Status", "DRAF", "did you mean `DRAFT`?"),
        ("Status", "xyz", "it has DRAFT, LIVE"),
    ],
)
def test_the_way_out(kind: str, value: str, help_text: str) -> None:
    assert only_error(sdl(kind, f'@default(value: "{value}")')).help == help_text


@pytest.mark.parametrize(
    ("default", "code", "message"),
    [
        ('@default(value: 1, expr: "1")', "E103", "@default has both `value` and `expr`"),
        ("@default(value: null)", "E101", "@default needs `value`, which is not null, or `expr`"),
        ("@default", "E101", "@default needs `value`, which is not null, or `expr`"),
        ("@default(value: 1) @identity", "E103", "`value` has a default already, and @identity gives its values too"),
        ('@default(expr: "other")', "E401", "a default cannot refer to the column `other`"),
        ('@default(expr: "(SELECT 1)")', "E401", "a default cannot hold a subquery"),
        (r'@default(value: "a\u0000")', "E307", "`a\0` is no value of integer"),
    ],
)
def test_a_default_that_is_none(default: str, code: str, message: str) -> None:
    problem = only_error(sdl("Int!", default))
    assert (problem.code.code, problem.message[: len(message)]) == (code, message)


def test_nul_in_text() -> None:
    assert "U+0000" in only_error(sdl("String", r'@default(value: "a\u0000")')).message


def test_a_key_that_refers_to_an_id_of_another_type_is_held_to_that_type() -> None:
    text = (
        'type A @table {\n  id: ID! @primaryKey @column(type: "bigint")\n}\n'
        'type B @table {\n  id: ID! @primaryKey\n  a: ID @default(value: "7") @foreignKey(ref: "A.id")\n}\n'
    )
    (_, table) = compiled(text).physical.tables
    found = table.column("a")
    assert found is not None
    assert found.default is not None
    assert (found.type, found.default.sql) == ("bigint", "'7'")


def test_a_relation_has_no_default() -> None:
    problem = only_error(
        "type B @table {\n  id: ID! @primaryKey\n}\n"
        'type A @table {\n  id: ID! @primaryKey\n  bId: ID @foreignKey(ref: "B.id")\n  b: B @default(value: 1)\n}\n'
    )
    assert problem.message == "@default stands on a relation, which has no column"
