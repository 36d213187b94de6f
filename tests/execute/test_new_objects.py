"""What a plan creates is its own afterwards: it does not take it for a change by somebody else."""

from __future__ import annotations

import pytest

from tests.execute.place import begun, begun_plan
from tests.support.databases import empty_database
from wesley.ir.schema import Schema
from wesley.observe.events import Verified
from wesley.plan.make import make_plan
from wesley.postgres.catalog.read import read_physical
from wesley.postgres.database import load
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import session

NOTE = "type Note @table { id: ID! @primaryKey }\n"
BOOKINGS = """
type Booking @table @exclude(elements: ["roomId WITH =", "tstzrange(starts_at, ends_at) WITH &&"], name: "once") {
  id: ID! @primaryKey
  roomId: ID!
  startsAt: DateTime!
  endsAt: DateTime!
}
"""
EVENTS = """
type Event @table @partition(by: RANGE, columns: ["occurredAt"]) @index(columns: ["kind"]) {
  occurredAt: DateTime! @primaryKey
  kind: String!
}
"""
NUMBERED = "type Note @table { id: ID! @primaryKey number: Int! @identity }\n"


@pytest.mark.server
@pytest.mark.parametrize(
    "new", [NOTE + BOOKINGS, NOTE + EVENTS, NUMBERED], ids=["an extension", "partitions", "a sequence for a while"]
)
def test_it_is_run_to_the_end(database: str, new: str) -> None:
    with begun(database, NOTE, new) as place:
        place.to_the_end()
        assert place.told(Verified)


SALES = """
CREATE TABLE sales (id integer PRIMARY KEY, amount {type});
CREATE MATERIALIZED VIEW totals AS SELECT sum(amount) AS total, max(amount) AS largest FROM sales;
CREATE INDEX totals_total_idx ON totals (total);
COMMENT ON MATERIALIZED VIEW totals IS 'All of them.';
"""
COUNTS = """
CREATE MATERIALIZED VIEW counts AS SELECT count(*) AS sales FROM sales;
CREATE UNIQUE INDEX counts_key ON counts (sales);
"""


@pytest.mark.server
def test_materialized_views_are_indexed_in_a_transaction_of_their_own(database: str, server: EmbeddedServer) -> None:
    load(database, SALES.format(type="integer"))
    with empty_database(server.conninfo(), "after") as other:
        load(other, SALES.format(type="bigint") + COUNTS)
        before, after = _schema(database), _schema(other)
    plan = make_plan(before, after, server=server.binaries.major, contract=True, allow_drop=("*",))
    with begun_plan(database, plan) as place:
        place.to_the_end()
        assert place.told(Verified)


def _schema(conninfo: str) -> Schema:
    with session(conninfo) as own:
        return Schema(physical=read_physical(own))
