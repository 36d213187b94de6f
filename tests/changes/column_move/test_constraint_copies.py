"""A column under a deferrable unique constraint or an exclusion gets a successor beside an application in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from tests.changes.tables import ID, plan_of, schema, users
from tests.plan.planned import planned, statements
from tests.sdl.harness import compiled
from tests.support.run_plan import run_plan
from wesley.ir.constraint import Deferrable, PrimaryKey
from wesley.plan.plan import Phase
from wesley.plan.undo import undo
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.problems.problem import WesleyError
from wesley.targets.postgres.document import document

if TYPE_CHECKING:
    from wesley.postgres.embedded import EmbeddedServer

SONG = """
type Song @table @unique(fields: ["album", "place"], deferrable: INITIALLY_IMMEDIATE) {
  id: Int! @primaryKey
  album: Int!
  place: Int!
}
"""
WIDER = SONG.replace("place: Int!", "place: BigInt!")
CALLED = SONG.replace("place: Int!", 'number: Int! @renamedFrom(name: "place")').replace('"place"]', '"number"]')
HIT = """
type Hit @table @partition(by: LIST, columns: ["site"]) @unique(fields: ["site", "visit"]) {
  site: Int!
  visit: Int!
}
"""
EXCHANGE = "UPDATE songs SET place = 301 - place"
BOOKING = """
type Booking @table @exclude(elements: ["room WITH =", "tstzrange(starts_at, ends_at) WITH &&"]) {
  id: Int! @primaryKey
  room: Int!
  startsAt: DateTime!
  endsAt: DateTime!
}
"""


def test_a_deferrable_constraint_is_there_before_the_successor_has_a_value() -> None:
    found = [step.kind for step in planned(SONG, WIDER).steps()]
    assert found.index("add-unique") < found.index("sync") < found.index("backfill")


def test_two_columns_of_a_deferrable_constraint_share_its_copy() -> None:
    plan = planned(SONG, WIDER.replace("album: Int!", "album: BigInt!"))
    assert [step.kind for step in plan.steps()].count("add-unique") == 2


def test_what_is_unique_in_partitions_is_built_partition_by_partition() -> None:
    found = statements(planned(HIT, HIT.replace("visit: Int!", "visit: BigInt!")))
    assert any(line.startswith("CREATE UNIQUE INDEX CONCURRENTLY hits_default_") for line in found), found


def test_a_deferrable_primary_key_is_refused() -> None:
    key = PrimaryKey(name="users_pkey", columns=("id",), deferrable=Deferrable.INITIALLY_DEFERRED)
    with pytest.raises(WesleyError, match="primary key users_pkey is deferrable"):
        plan_of(schema(users(primary_key=key)), schema(users(primary_key=key, columns=(replace(ID, type="text"),))))


def test_the_exclusion_is_built_when_the_successor_is_filled() -> None:
    found = [step.kind for step in planned(BOOKING, BOOKING.replace("room: Int!", "room: BigInt!")).steps()]
    assert found.index("backfill") < found.index("add-exclusion") < found.index("swap-type")


def test_an_exclusion_that_needs_other_words_for_the_new_type_has_them() -> None:
    old = BOOKING.replace('&&"])', '&&"], name: "taken")')
    plan = planned(old, old.replace("DateTime", "Date").replace("tstzrange", "daterange"), allow_drop=("*",))
    (added,) = (step.statement.sql for step in plan.steps() if step.kind == "add-exclusion")
    assert "daterange(wesley_new_starts_at, wesley_new_ends_at) WITH &&" in added


@pytest.mark.server
@pytest.mark.parametrize("new", [WIDER, CALLED], ids=["type", "name"])
def test_rows_can_exchange_their_values_at_every_moment(new: str, database: str, server: EmbeddedServer) -> None:
    load(database, document(compiled(SONG)))
    _run(database, "INSERT INTO songs SELECT number, 1, number FROM generate_series(1, 300) AS number")
    plan = planned(SONG, new, server=server.binaries.major)
    assert run_plan(database, plan, (Phase.EXPAND,), lambda: _run(database, EXCHANGE)) == []
    back = undo(planned(SONG, new, server=server.binaries.major, contract=False))
    assert run_plan(database, back, (Phase.EXPAND,), lambda: _run(database, EXCHANGE)) == []


def _run(database: str, sql: str) -> None:
    with session(database) as worker:
        worker.run(sql)


@pytest.mark.server
def test_a_unique_column_of_a_partitioned_table_can_have_two_names(database: str, server: EmbeddedServer) -> None:
    new = HIT.replace("visit: Int!", 'call: Int! @renamedFrom(name: "visit")').replace('"visit"]', '"call"]')
    load(database, document(compiled(HIT)))
    _run(database, "INSERT INTO hits SELECT number % 5, number FROM generate_series(1, 300) AS number")
    plan = planned(HIT, new, server=server.binaries.major, contract=False)
    assert run_plan(database, plan, (Phase.EXPAND,)) == []
    _run(database, "INSERT INTO hits (site, visit) VALUES (1, 1000) ON CONFLICT (site, visit) DO NOTHING")
    _run(database, "INSERT INTO hits (site, call) VALUES (1, 1000) ON CONFLICT (site, call) DO NOTHING")
    assert run_plan(database, undo(plan)) == []
