"""An identity that is a primary key becomes wider while rows are inserted, and goes on where it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plan.planned import planned
from tests.sdl.harness import compiled
from tests.support.databases import empty_database
from tests.support.run_plan import run_plan
from wesley.ir.schema import Schema
from wesley.plan.make import make_plan
from wesley.plan.plan import Phase
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.targets.postgres.document import document

if TYPE_CHECKING:
    from wesley.plan.plan import Plan
    from wesley.postgres.embedded import EmbeddedServer
    from wesley.postgres.session import Session

pytestmark = pytest.mark.server

ORDERS = """
type Order @table {
  id: Int! @primaryKey @identity
  note: String
}

type Line @table {
  id: Int! @primaryKey @identity
  order: Int! @foreignKey(ref: "Order.id", onDelete: CASCADE)
}
"""
WIDER = ORDERS.replace("id: Int!", "id: BigInt!").replace("order: Int!", "order: BigInt!")
SERIAL = """
CREATE TABLE orders (id {0} PRIMARY KEY, note text);
CREATE TABLE lines (id {0} PRIMARY KEY, "order" {1} NOT NULL REFERENCES orders (id) ON DELETE CASCADE);
CREATE INDEX lines_order_idx ON lines ("order");
"""


def _insert(worker: Session) -> int:
    """One order with one line; the number of the order."""
    number: int = worker.rows("INSERT INTO orders (note) VALUES ('x') RETURNING id")[0][0]
    worker.run('INSERT INTO lines ("order") VALUES (%s)', (number,))
    return number


def _numbers_go_on(database: str, plan: Plan) -> None:
    """Each INSERT, before, between and after the segments of the plan, gets the next number."""
    with session(database) as worker:
        given = [_insert(worker) for _ in range(3)]
        for phase in Phase:
            assert run_plan(database, plan, (phase,)) == []
            given += [_insert(worker), _insert(worker)]
        assert given == list(range(1, 8))
        assert worker.rows("SELECT pg_typeof(id)::text FROM orders LIMIT 1") == [("bigint",)]
        worker.run("DELETE FROM orders WHERE id = 7")
        assert worker.rows("SELECT count(*) FROM lines") == [(6,)]
        sequence = worker.rows("SELECT pg_get_serial_sequence('orders', 'id')")[0][0]
        worker.run("SELECT setval(%s::regclass, 3000000000)", (sequence,))
        assert _insert(worker) == 3_000_000_001


def test_an_identity_goes_on(database: str, server: EmbeddedServer) -> None:
    load(database, document(compiled(ORDERS)))
    _numbers_go_on(database, planned(ORDERS, WIDER, server=server.binaries.major))


def test_a_serial_goes_on(database: str, server: EmbeddedServer) -> None:
    load(database, SERIAL.format("serial", "integer"))
    with empty_database(server.conninfo(), "after") as other:
        load(other, SERIAL.format("bigserial", "bigint"))
        old, new = _read(database), _read(other)
    _numbers_go_on(database, make_plan(old, new, server=server.binaries.major, contract=True))


def _read(database: str) -> Schema:
    with session(database) as worker:
        return Schema(physical=read_catalog(worker).physical)
