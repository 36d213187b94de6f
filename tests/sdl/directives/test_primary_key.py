"""`@primaryKey` says what identifies a row."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error
from wesley.config.settings import Ids, Settings
from wesley.ir.column import Column, Identity
from wesley.ir.constraint import PrimaryKey


def key(sdl: str) -> PrimaryKey | None:
    """The primary key of the first table."""
    return compiled(sdl).physical.tables[0].primary_key


def test_on_one_field() -> None:
    assert key("type User @table { id: ID! @primaryKey }") == PrimaryKey(name="users_pkey", columns=("id",))


def test_on_several_fields_it_is_one_key_in_their_order() -> None:
    found = key("type Seat @table { row: Int! @primaryKey place: Int! @primaryKey }")
    assert found == PrimaryKey(name="seats_pkey", columns=("row", "place"))


@pytest.mark.parametrize("argument", ["columns", "fields"])
def test_on_the_type(argument: str) -> None:
    found = key(f'type Seat @table @primaryKey({argument}: ["placeNo", "row"]) {{ row: Int! placeNo: Int! }}')
    assert found == PrimaryKey(name="seats_pkey", columns=("place_no", "row"))


def test_a_name() -> None:
    found = key('type User @table { id: ID! @pk(name: "users_pk") }')
    assert found is not None
    assert found.name == "users_pk"


def test_an_unknown_field() -> None:
    problem = only_error('type Seat @table @primaryKey(columns: ["rwo"]) { row: Int! }')
    assert problem.message == "`Seat` has no field `rwo` with a column"
    assert problem.help == "did you mean `row`?"
    assert findings((problem,)) == [("E201", 1, 40)]


def test_on_the_type_and_on_a_field() -> None:
    problem = only_error('type Seat @table @primaryKey(columns: ["row"]) { row: Int! place: Int! @primaryKey }')
    assert problem.code.code == "E103"


def identifier(ids: Ids, field: str = "id: ID! @primaryKey") -> Column:
    """The first column under a configuration of ids."""
    return compiled(f"type User @table {{ {field} }}", Settings(ids=ids)).physical.tables[0].columns[0]


def default_of(column: Column) -> str | None:
    """The default as text."""
    return None if column.default is None else column.default.sql


def test_a_uuid_key_makes_itself() -> None:
    column = identifier(Ids())
    assert (column.type, default_of(column)) == ("uuid", "gen_random_uuid()")


def test_a_bigint_key_is_an_identity_that_can_be_given() -> None:
    column = identifier(Ids(type="bigint"))
    assert (column.type, column.identity, column.default) == ("bigint", Identity(always=False), None)


def test_a_text_key_is_given_by_the_application() -> None:
    column = identifier(Ids(type="text"))
    assert (column.type, column.identity, column.default) == ("text", None, None)


def test_a_configured_default() -> None:
    assert default_of(identifier(Ids(default="uuid_generate_v4()"))) == "uuid_generate_v4()"
    assert default_of(identifier(Ids(default=""))) is None


def test_other_types_get_no_default() -> None:
    assert default_of(identifier(Ids(), "id: UUID! @primaryKey")) is None
