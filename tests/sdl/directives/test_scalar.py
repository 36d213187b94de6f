"""`@scalar` and `[scalars.NAME]` say what a scalar is in each output."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, errors_of, findings, only_error
from wesley.config.settings import Scalar, Settings
from wesley.ir.api import ScalarType

CAR = "type Car @table { id: ID! @primaryKey colour: Colour! }"


def column_type(sdl: str, settings: Settings = Settings(), name: str = "colour") -> str:  # noqa: B008 - frozen
    column = compiled(sdl, settings).physical.tables[0].column(name)
    assert column is not None
    return column.type


def scalar(sdl: str, name: str, settings: Settings = Settings()) -> ScalarType:  # noqa: B008 - frozen
    return next(found for found in compiled(sdl, settings).api.scalars if found.name == name)


def test_every_argument() -> None:
    sdl = (
        '"A colour" scalar Colour @scalar(sql: "VARCHAR(7)", ts: "`#${string}`", zod: "z.string()", python: "Colour", '
        'jsonSchema: """{"type": "string"}""", extension: "colours")' + CAR
    )
    assert scalar(sdl, "Colour") == ScalarType(
        name="Colour",
        sql="character varying(7)",
        ts="`#${string}`",
        zod="z.string()",
        python="Colour",
        json_schema='{"type": "string"}',
        extension="colours",
        description="A colour",
    )
    assert column_type(sdl) == "character varying(7)"
    assert "colours" in [extension.name for extension in compiled(sdl).physical.extensions]


def test_a_list_is_an_array_and_an_array_stays_one() -> None:
    many = CAR.replace("Colour!", "[Colour]")
    assert column_type('scalar Colour @scalar(sql: "int2")' + many) == "smallint[]"
    assert column_type('scalar Colour @scalar(sql: "int2[]")' + many) == "smallint[]"


def test_a_well_known_scalar_may_be_described_anew() -> None:
    sdl = 'scalar Email @scalar(sql: "citext") type User @table { id: ID! @primaryKey email: Email! }'
    assert column_type(sdl, name="email") == "citext"
    assert compiled(sdl).physical.tables[0].checks == ()
    assert not scalar(sdl, "Email").well_known


def test_an_extension_of_a_well_known_scalar_describes_it_too() -> None:
    sdl = 'extend scalar Email @scalar(sql: "citext") type User @table { id: ID! @primaryKey email: Email! }'
    assert column_type(sdl, name="email") == "citext"


def test_a_well_known_scalar_that_is_only_declared_stays_what_it_is() -> None:
    sdl = '"Where to write" scalar Email type User @table { id: ID! @primaryKey email: Email! }'
    found = scalar(sdl, "Email")
    assert (found.sql, found.well_known, found.description) == ("text", True, "Where to write")


def test_the_configuration_says_the_same() -> None:
    entry = Scalar(sql="int4", ts="Colour", zod="z.int()", python="int", json_schema="{}", extension="colours")
    settings = Settings(scalars={"Colour": entry, "Unused": Scalar(sql="text")})
    assert scalar("scalar Colour " + CAR, "Colour", settings) == ScalarType(
        name="Colour", sql="integer", ts="Colour", zod="z.int()", python="int", json_schema="{}", extension="colours"
    )
    assert column_type("scalar Colour " + CAR, settings) == "integer"


def test_the_configuration_may_describe_a_well_known_scalar() -> None:
    settings = Settings(scalars={"Email": Scalar(sql="citext")})
    assert column_type("type User @table { id: ID! @primaryKey email: Email! }", settings, "email") == "citext"


def test_schema_and_configuration_cannot_both_describe_it() -> None:
    settings = Settings(scalars={"Colour": Scalar(sql="text")})
    problem = only_error('scalar Colour @scalar(sql: "text")\n' + CAR, settings)
    assert findings((problem,)) == [("E103", 1, 15)]
    assert problem.help == "keep one of the two: @scalar or `[scalars.Colour]`"


def test_a_type_of_the_configuration_that_is_none() -> None:
    (problem, *_) = errors_of("scalar Colour " + CAR, Settings(scalars={"Colour": Scalar(sql="int; drop")}))
    assert problem.message.startswith("`sql` of `[scalars.Colour]` in the configuration: ")


def test_the_configuration_cannot_make_a_scalar_of_another_type() -> None:
    problem = only_error("type Colour { r: Int }", Settings(scalars={"Colour": Scalar(sql="text")}))
    assert problem.help == "remove `[scalars.Colour]` from the configuration"


@pytest.mark.parametrize("name", ["Int", "ID", "String"])
def test_the_scalars_of_graphql_stay_what_they_are(name: str) -> None:
    assert only_error(f'scalar {name} @scalar(sql: "bigint") type A {{ a: Int }}').code.code == "E103"
    assert errors_of("type A { a: Int }", Settings(scalars={name: Scalar(sql="text")}))


@pytest.mark.parametrize(
    ("sql", "code"), [("", "E101"), ("int; select 1", "E301"), ("int, int", "E301"), ("serial", "E301")]
)
def test_text_that_is_no_type(sql: str, code: str) -> None:
    assert only_error(f'scalar Colour @scalar(sql: "{sql}")').code.code == code


@pytest.mark.parametrize("text", ["string", "[]", "{"])
def test_a_json_schema_is_a_json_object(text: str) -> None:
    problem = only_error(f'scalar Colour @scalar(sql: "text", jsonSchema: "{text}")')
    assert (problem.code.code, problem.origin.column) == ("E101", 48)


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        (
            r'ts: "string\nexport const more = 1"',
            "`ts` of @scalar is not one TypeScript type: it has more than one line",
        ),
        ('ts: "string; more()"', "`ts` of @scalar is not one TypeScript type: it has a `;`, which ends it"),
        ('zod: "z.string(), more = 1"', "`zod` of @scalar is not one Zod schema: it has a `,` outside brackets, "),
        ('zod: " "', "`zod` of @scalar is not one Zod schema: there is nothing in it"),
        ('extension: "x; --"', "`extension` of @scalar is not a name of an extension: it begins or ends with `-`"),
        (f'extension: "{"x" * 64}"', "`extension` of @scalar is not a name of an extension: it has more than 63 bytes"),
    ],
)
def test_what_outputs_hold_as_it_is_is_one_thing(argument: str, message: str) -> None:
    problem = only_error(f'scalar Colour @scalar(sql: "text", {argument})')
    assert (problem.code.code, problem.origin.line) == ("E101", 1)
    assert problem.message.startswith(message)
    assert problem.help


def test_a_scalar_without_a_type_is_refused_where_a_column_needs_one() -> None:
    problem = only_error("scalar Colour\ntype Car @table {\n  id: ID! @primaryKey\n  colour: Colour!\n}")
    assert findings((problem,)) == [("E301", 4, 11)]


def test_a_scalar_that_no_column_uses_needs_no_type() -> None:
    assert scalar("scalar Colour type Query { paint(colour: Colour): Int }", "Colour").sql is None


MONEY = "type Car @table { id: ID! @primaryKey price: Money! }"
NEEDS_ZOD = "give `zod` too: a schema whose output is `number`; or leave `ts` out, and it follows from `sql`"


def test_a_typescript_type_needs_a_schema_of_that_type() -> None:
    problem = only_error('scalar Money @scalar(sql: "numeric(12,2)", ts: "number")' + MONEY)
    assert findings((problem,)) == [("E101", 1, 48)]
    assert problem.help == NEEDS_ZOD


def test_so_does_one_of_the_configuration() -> None:
    settings = Settings(scalars={"Money": Scalar(sql="numeric(12,2)", ts="number")})
    problem = only_error("scalar Money " + MONEY, settings)
    assert findings((problem,)) == [("CFG005", 1, 8)]
    assert problem.help == NEEDS_ZOD


@pytest.mark.parametrize("sql", ["int4", "bool", "float8", "jsonb", "vector(3)", "text[]"])
def test_string_is_not_what_follows_from_every_type(sql: str) -> None:
    problem = only_error(f'scalar Money @scalar(sql: "{sql}", ts: "string")' + MONEY)
    assert problem.code.code == "E101"


def test_string_is_what_follows_from_most_types() -> None:
    settings = Settings(scalars={"Money": Scalar(sql="numeric(12,2)", ts="string")})
    described = 'scalar Money @scalar(sql: "numeric(12,2)", ts: "string")'
    derived = scalar('scalar Money @scalar(sql: "numeric(12,2)")' + MONEY, "Money")
    assert scalar(described + MONEY, "Money") == derived
    assert scalar("scalar Money " + MONEY, "Money", settings) == derived
