"""`wesley migrate --fleet`: many databases to one schema."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.cli.migration.databases import asked, columns, held, started, until
from tests.cli.running import Wesley
from tests.sdl.harness import compiled
from wesley.postgres.address import with_database
from wesley.postgres.database import load
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import session
from wesley.targets.postgres.document import document

pytestmark = pytest.mark.server

OLD = "type User @table {\n  id: ID! @primaryKey\n  email: String!\n}\n"
NEW = "type User @table {\n  id: ID! @primaryKey\n  email: String! @unique\n  city: String\n}\n"
RUN = ("migrate", "--fleet", "fleet.txt", "--yes")
JSON = (*RUN, "--format", "json", "--quiet")


@contextmanager
def databases(server: EmbeddedServer, number: int) -> Iterator[list[str]]:
    """So many databases with the old schema: fleet_0, fleet_1, ..."""
    names = [f"fleet_{one}" for one in range(number)]
    with session(server.conninfo()) as admin:
        admin.run("CREATE DATABASE fleet_template")
        try:
            load(with_database(server.conninfo(), "fleet_template"), document(compiled(OLD)))
            for name in names:
                admin.run(f"CREATE DATABASE {name} TEMPLATE fleet_template STRATEGY FILE_COPY")
            yield [with_database(server.conninfo(), name) for name in names]
        finally:
            for name in (*names, "fleet_template"):
                admin.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def fleet(wesley: Wesley, server15: EmbeddedServer) -> Iterator[list[str]]:
    """Five databases, and a project that wants more of them."""
    with databases(server15, 5) as conninfos:
        wesley.write("schema/app.graphql", NEW)
        wesley.write("fleet.txt", "".join(f"{one}\n" for one in conninfos))
        yield conninfos


def states(text: str) -> list[str]:
    """The states of the databases in a JSON answer, in the order of the fleet."""
    return [one["state"] for one in json.loads(text)["databases"]]


def test_a_hundred_databases_on_one_server(wesley: Wesley, server15: EmbeddedServer) -> None:
    with databases(server15, 100) as conninfos:
        wesley.write("schema/app.graphql", NEW)
        query = "SELECT datname FROM pg_database WHERE datname ~ '^fleet_[0-9]+$' ORDER BY datname COLLATE \"C\""
        wesley.write("fleet.txt", f"# all customers\nquery: {server15.conninfo()} | {query}\n")
        result = wesley(*JSON, "--workers", "8")
        assert result.status == 0, result.err
        answer = json.loads(result.out)
        assert states(result.out) == ["done"] * 100
        assert [len(plan["databases"]) for plan in answer["plans"]] == [100]
        assert [columns(one, "users") for one in conninfos[::33]] == [["city", "email", "id"]] * 4


def test_a_plan_for_each_kind_of_catalog(wesley: Wesley, fleet: list[str]) -> None:
    with session(fleet[3]) as other:
        other.run("ALTER TABLE users ADD COLUMN city text")
    dry = wesley("migrate", "--fleet", "fleet.txt", "--dry-run")
    assert dry.status == 0, dry.err
    assert "The plan of 4 databases: fleet_0 at " in dry.out
    assert "The plan of 1 database: fleet_3 at " in dry.out
    assert "5 databases: 5 waiting\n" in dry.out
    assert asked(fleet[0], "SELECT to_regnamespace('wesley') IS NULL") == [(True,)]

    result = wesley(*RUN)
    assert result.status == 0, result.err
    assert result.err.startswith("[1/5] fleet_0 at ")
    assert "5 databases: 5 done\n" in result.out
    assert all(columns(one, "users") == ["city", "email", "id"] for one in fleet)
    again = wesley(*RUN)
    assert (again.status, "5 databases: 5 up to date\n" in again.out) == (0, True)


def test_a_failure_stops_the_others_and_the_next_run_passes_by(wesley: Wesley, fleet: list[str]) -> None:
    with session(fleet[1]) as other:
        other.run("INSERT INTO users (email) VALUES ('same'), ('same')")
    first = wesley(*JSON, "--workers", "1")
    assert first.status in (1, 3)
    assert states(first.out) == ["done", "failed", "waiting", "waiting", "waiting"]
    failure = json.loads(first.out)["databases"][1]["failure"]
    assert failure["category"] in ("execution", "validation")
    with session(fleet[1]) as other:
        other.run("DELETE FROM users")
    second = wesley(*JSON, "--workers", "2")
    assert second.status == 0, second.out
    assert states(second.out) == ["current", "done", "done", "done", "done"]


def test_one_that_cannot_be_reached_keeps_all_from_beginning(wesley: Wesley, fleet: list[str]) -> None:
    gone = with_database(fleet[0], "nowhere") + " password=hush"
    wesley.write("fleet.txt", f"{fleet[0]}\n{gone}\n")
    result = wesley(*RUN)
    assert result.status == 3
    assert "2 databases: 1 failed, 1 waiting\n" in result.out
    assert "PG" in result.out
    assert "hush" not in result.out + result.err
    assert asked(fleet[0], "SELECT to_regnamespace('wesley') IS NULL") == [(True,)]


def test_whoever_ends_it_leaves_every_database_resumable(wesley: Wesley, fleet: list[str]) -> None:
    with held(fleet[1], "SELECT FROM users"), held(fleet[2], "SELECT FROM users"):
        with started(wesley.folder, fleet[0], *JSON, "--workers", "2") as process:
            until(lambda: _begun(fleet[1]) and _begun(fleet[2]))
            process.send_signal(signal.SIGINT)
            said, _ = process.communicate()
        assert process.returncode == 130
        assert states(said.decode()) == ["done", "interrupted", "interrupted", "waiting", "waiting"]
    again = wesley(*JSON)
    assert again.status == 0, again.out
    assert states(again.out) == ["current", "done", "done", "done", "done"]


def _begun(conninfo: str) -> bool:
    if asked(conninfo, "SELECT to_regclass('wesley.runs') IS NULL") == [(True,)]:
        return False
    return asked(conninfo, "SELECT count(*) FROM wesley.runs") != [(0,)]


def test_the_same_database_twice_is_refused(wesley: Wesley, fleet: list[str]) -> None:
    wesley.write("fleet.txt", f"{fleet[0]}\n{fleet[0]}\n")
    result = wesley(*RUN)
    assert (result.status, "error[FLT002]" in result.err) == (2, True)


def test_options_of_one_database_are_refused(wesley: Wesley, fleet: list[str]) -> None:
    for words in (("--env", "prod"), ("--resume",), ("--plan", "plan.json"), ("--metrics", "file")):
        result = wesley(*RUN, *words)
        assert (result.status, "error[CLI021]" in result.err) == (2, True)
    alone = wesley("migrate", "--workers", "2", "--database-url", fleet[0])
    assert (alone.status, "error[CLI021]" in alone.err) == (2, True)
    wesley.write("fleet.txt", "db.example.com\n")
    unclear = wesley(*RUN)
    assert (unclear.status, "error[FLT001]: fleet.txt:1: " in unclear.err) == (2, True)
