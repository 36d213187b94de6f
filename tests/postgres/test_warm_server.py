"""A server that stays, with a database that is made anew."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from wesley.postgres.session import session
from wesley.postgres.warm_server import WarmServer
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def warm() -> Iterator[WarmServer]:
    server = WarmServer(15)
    yield server
    server.close()


def test_a_new_database_holds_the_schema_and_nothing_of_the_one_before(warm: WarmServer) -> None:
    warm.rebuild("CREATE ROLE wesley_guest; CREATE TABLE a (b integer)", "a.sql")
    warm.rebuild("CREATE ROLE wesley_guest; CREATE TABLE c (d integer)", "c.sql")
    with session(warm.database) as connection:
        tables = connection.rows("SELECT relname FROM pg_class WHERE relname IN ('a', 'c') AND relkind = 'r'")
        assert tables == [("c",)]
        assert connection.rows("SELECT plan(1)") == [("1..1",)]


def test_what_the_server_refuses_names_its_place(warm: WarmServer) -> None:
    with pytest.raises(ServerError) as caught:
        warm.rebuild("CREATE TABLE a (b integer);\nCREATE TABLE a (b integer);", "a.sql")
    assert caught.value.problems[0].origin.place() == ("a.sql", 2, 1)


def test_it_says_what_it_is(warm: WarmServer) -> None:
    warm.rebuild("SELECT 1", "a.sql")
    assert warm.server.startswith(str(warm.major))
    assert warm.pgtap
    assert warm.is_alive()


def test_nothing_is_left_when_it_is_closed_and_when_it_was_killed() -> None:
    server = WarmServer(15)
    folder = server.folder
    assert Path(folder).is_dir()
    os.kill(server.pid, signal.SIGKILL)
    server.close()
    assert not Path(folder).exists()
    assert not server.is_alive()
