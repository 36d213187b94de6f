"""`@exclude`: fields and expressions as elements, and what cannot exclude."""

from __future__ import annotations

import psycopg
import pytest

from tests.sdl.harness import compiled, findings, only_error, place_of
from tests.sdl.loading import loaded
from wesley.ir.constraint import ExclusionElement
from wesley.ir.index import IndexKey

SDL = """\
type Booking @table @exclude({arguments}) {{
  id: Int! @primaryKey
  roomId: UUID!
  title: String!
  startsAt: DateTime!
  endsAt: DateTime!
}}
"""
PERIOD = "tstzrange(starts_at, ends_at)"


def sdl(arguments: str) -> str:
    return SDL.format(arguments=arguments)


def test_fields_and_expressions() -> None:
    schema = compiled(sdl(f'elements: ["roomId WITH =", "{PERIOD} WITH &&"]'))
    (found,) = schema.physical.tables[0].exclusions
    assert (found.name, found.method, found.where) == ("bookings_room_id_tstzrange_excl", "gist", None)
    room, period = found.elements
    assert room == ExclusionElement(key=IndexKey(column="room_id"), operator="=")
    assert period.operator == "&&"
    assert period.key.expression is not None
    assert period.key.expression.sql == PERIOD
    assert [extension.name for extension in schema.physical.extensions] == ["btree_gist"]


def test_a_range_needs_no_extension() -> None:
    assert not compiled(sdl(f'elements: ["{PERIOD} WITH &&"]')).physical.extensions


def test_a_column_is_an_expression_too() -> None:
    (found,) = compiled(sdl('elements: ["room_id with ="]')).physical.tables[0].exclusions
    assert found.elements[0].key == IndexKey(column="room_id")


def test_an_operator_class_brings_its_extension() -> None:
    schema = compiled(sdl('elements: ["title gist_trgm_ops WITH %"]'))
    (found,) = schema.physical.tables[0].exclusions
    assert found.elements[0] == ExclusionElement(key=IndexKey(column="title", opclass="gist_trgm_ops"), operator="%")
    assert [extension.name for extension in schema.physical.extensions] == ["pg_trgm"]


def test_method_predicate_and_name() -> None:
    (found,) = (
        compiled(sdl('elements: ["roomId WITH ="], using: "btree", where: "title <> \'\'", name: "one_room"'))
        .physical.tables[0]
        .exclusions
    )
    assert (found.name, found.method) == ("one_room", "btree")
    assert found.where is not None
    assert found.where.sql == "title <> ''"


@pytest.mark.parametrize(
    ("arguments", "code", "at", "message"),
    [
        ("elements: []", "E101", "[]", "@exclude needs at least one element"),
        ('elements: ["roomId"]', "E101", '"roomId"', "`roomId` is no element of an exclusion"),
        ('elements: ["roomId WITH is"]', "E101", '"roomId', "`is` is no operator"),
        ('elements: ["roomId WITH =--"]', "E101", '"roomId', "`=--` is no operator"),
        ('elements: ["roomId WITH <"]', "E101", '"roomId', "`<` is not commutative"),
        ('elements: ["roomId WITH &&"], using: "btree"', "E101", '"roomId', "a btree index can only compare with `=`"),
        ('elements: ["nope WITH ="]', "E402", '"nope', "`bookings` has no column `nope`"),
        ('elements: ["now() WITH ="]', "E401", '"now', "an index key needs functions that are IMMUTABLE"),
        ('elements: ["title gin_trgm_ops WITH ="]', "E101", "gin_trgm", "gist has no operator class `gin_trgm_ops`"),
        ('elements: ["roomId WITH ="], using: "gin"', "E103", '"gin"', "a gin index cannot exclude rows"),
        ('elements: ["roomId WITH =", "title WITH ="], using: "hash"', "E103", '"hash"', "a hash index has one key"),
        ('elements: ["roomId WITH ="], using: "gits"', "E101", '"gits"', "there is no index method `gits`"),
        ('elements: ["roomId WITH ="], where: "nope"', "E402", 'nope")', "`bookings` has no column `nope`"),
    ],
)
def test_a_mistake_is_told_at_its_place(arguments: str, code: str, at: str, message: str) -> None:
    problem = only_error(sdl(arguments))
    assert problem.message.startswith(message)
    assert findings((problem,)) == [(code, *place_of(at, sdl(arguments)))]


@pytest.mark.server
def test_bookings_of_one_room_do_not_overlap(database: str) -> None:
    room = "'123e4567-e89b-12d3-a456-426614174000'"
    with loaded(database, sdl(f'elements: ["roomId WITH =", "{PERIOD} WITH &&"]')) as connection:
        insert = "INSERT INTO bookings VALUES ({}, " + room + ", '', '2024-01-01T{}Z', '2024-01-01T{}Z')"
        connection.execute(insert.format(1, "10:00", "11:00").encode())
        connection.execute(insert.format(2, "11:00", "12:00").encode())
        with pytest.raises(psycopg.errors.ExclusionViolation):
            connection.execute(insert.format(3, "10:30", "11:30").encode())
