"""`wesley status`: where things stand, for people and for programs. What it says of runs is in test_migrate.py."""

from __future__ import annotations

import json

import pytest

from tests.cli.migration.databases import ALLOW, filled, held, schemas
from tests.cli.running import Wesley
from wesley.postgres.session import session


@pytest.fixture
def project(wesley: Wesley, database15: str, monkeypatch: pytest.MonkeyPatch) -> Wesley:
    """A folder with the new schema, and a database with the old one."""
    monkeypatch.setenv("DATABASE_URL", database15)
    filled(wesley, database15)
    return wesley


@pytest.mark.server
def test_a_database_without_a_journal(project: Wesley, database15: str) -> None:
    result = project("status")
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("No plan of Wesley has left anything here.\n")
    assert "  next   wesley migrate  when the schema changes\n" in result.out
    assert project("history").out == "No plan was run here.\n"
    assert json.loads(project("status", "--format", "json").out)["stage"] == "nothing"
    assert schemas(database15) == [("public",)]


@pytest.mark.server
def test_programs_read_the_same(project: Wesley) -> None:
    project("migrate", *ALLOW, "--yes")
    found = json.loads(project("status", "--format", "json").out)
    assert (found["stage"], found["lock"]) == ("waiting", "")
    assert found["plan"]["approvals"]["allow_drop"] == ["users.age"]
    assert found["last_run"]["outcome"] == "expanded"
    assert found["progress"]["segments"] == found["progress"]["segments_done"]
    assert found["commands"][0].startswith("wesley migrate --allow-drop users.age --contract")


@pytest.mark.server
def test_an_unfinished_plan_says_how_many_rows_it_has_filled(project: Wesley, database15: str) -> None:
    with held(database15, "SELECT FROM orders"):
        project("migrate", *ALLOW, "--yes", "--patience", "1s")
    assert "so far" not in project("status").out
    with session(database15) as owner:
        owner.run("UPDATE wesley.segments SET rows = 1200 WHERE segment = 1")
    told = project("status").out
    assert told.startswith("A plan was begun and is not finished.\n")
    assert "(1,200 rows so far)" in " ".join(told.split())


@pytest.mark.server
def test_a_schema_of_that_name_that_is_no_journal(project: Wesley, database15: str) -> None:
    with session(database15) as owner:
        owner.run("CREATE SCHEMA wesley; CREATE TABLE wesley.mine (id integer)")
    for command in (("status",), ("history",), ("rollback",), ("migrate", *ALLOW, "--yes")):
        result = project(*command)
        assert (result.status, "error[EXE005]" in result.err) == (3, True)


def test_a_server_that_is_not_there(wesley: Wesley) -> None:
    result = wesley("status", "--database-url", "host=/nowhere password=hunter2")
    assert (result.status, "error[PG003]" in result.err, "hunter2" in result.err) == (3, True, False)
