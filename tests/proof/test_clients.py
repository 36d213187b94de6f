"""Clients work until they are told to stop, and begin anew after an error."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from proof.clients import ERRORS_AT_MOST, Load, Script, at_work
from wesley.postgres.database import load
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import session

pytestmark = pytest.mark.server

TABLE = "CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1);"
SECONDS = 30


def work(server: EmbeddedServer, conninfo: str, statement: str) -> Load:
    script = Script(name="one", weight=1, text=f"{statement} \\gset\n")
    binaries = server.binaries.folder
    return Load(binaries=binaries, conninfo=conninfo, scripts=(script,), rows=1, role="postgres", clients=2)


def test_what_they_have_done_is_known_afterwards(database18: str, server18: EmbeddedServer) -> None:
    load(database18, TABLE)
    insert = "INSERT INTO t SELECT 1 + count(*) FROM t ON CONFLICT DO NOTHING"
    began = time.time()
    with (
        session(database18) as own,
        at_work(work(server18, database18, f"WITH new AS ({insert}) SELECT 1 AS i")) as crowd,
    ):
        _await(lambda: own.rows("SELECT count(*) > 5 FROM t") == [(True,)])
        crowd.stop()
        seen = crowd.transactions()
    assert len(seen) > 4
    assert began < min(one.began for one in seen)
    assert max(one.ended for one in seen) < time.time()
    assert crowd.errors() == ()


def test_a_row_that_is_not_found_is_an_error(database18: str, server18: EmbeddedServer) -> None:
    load(database18, TABLE)
    with at_work(work(server18, database18, "SELECT id AS i FROM t WHERE id = 0")) as crowd:
        _await(lambda: all(len(client.errors) > 1 for client in crowd.clients))
    assert "expected one row, got 0" in crowd.errors()[0]


def test_it_gives_up_after_a_few_errors(database18: str, server18: EmbeddedServer) -> None:
    with at_work(work(server18, database18, "SELECT nothing")) as crowd:
        _await(lambda: all(len(client.errors) == ERRORS_AT_MOST for client in crowd.clients))
    assert {*crowd.errors()} == {'column "nothing" does not exist'}


def _await(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)
