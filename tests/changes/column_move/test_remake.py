"""What is bound to a column is back after the change, with all that belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.databases import empty_database
from tests.support.run_plan import run_plan
from wesley.ir.schema import Physical, Schema
from wesley.plan.make import make_plan
from wesley.postgres.catalog.read import read_physical
from wesley.postgres.catalog.settle import settle
from wesley.postgres.database import load
from wesley.postgres.session import session

if TYPE_CHECKING:
    from wesley.postgres.embedded import EmbeddedServer

VIEWS = """
CREATE VIEW notes AS SELECT note FROM orders;
COMMENT ON VIEW notes IS 'All notes.';
CREATE MATERIALIZED VIEW counted AS SELECT note, count(*) AS number FROM orders GROUP BY note;
CREATE UNIQUE INDEX counted_note_idx ON counted (note);
COMMENT ON MATERIALIZED VIEW counted IS 'How often each is there.';
"""
ROWS = "INSERT INTO orders SELECT number, number % 7 FROM generate_series(1, 300) AS number;"


@pytest.mark.server
def test_views_are_back_with_their_rows_indexes_and_comments(server: EmbeddedServer, database: str) -> None:
    load(database, f"CREATE TABLE orders (id bigint PRIMARY KEY, note varchar(20)); {VIEWS} {ROWS}")
    with empty_database(server.conninfo()) as other:
        load(other, f"CREATE TABLE orders (id bigint PRIMARY KEY, note text); {VIEWS}")
        wanted = _read(other)
    plan = make_plan(Schema(physical=_read(database)), Schema(physical=wanted), server=server.binaries.major)
    assert run_plan(database, plan) == []
    assert settle(_read(database), wanted) == wanted
    with session(database) as worker:
        assert worker.rows("SELECT sum(number) FROM counted") == [(300,)]


def _read(database: str) -> Physical:
    with session(database) as worker:
        return read_physical(worker)
