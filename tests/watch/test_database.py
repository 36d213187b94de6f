"""The database of the tests is kept, brought on by plans, and made anew where that is needed: with a real server."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from tests.sdl.harness import compiled
from wesley.ir.schema import Schema
from wesley.postgres.session import session
from wesley.problems.problem import ServerError
from wesley.targets.postgres.document import document
from wesley.watch.database import FIRST, GONE, Brought, TestDatabase

pytestmark = pytest.mark.server

ORG = "type Org @table {\n  id: ID! @primaryKey\n  name: String!\n}\n"


@pytest.fixture(scope="module")
def kept() -> Iterator[TestDatabase]:
    """One database for all tests of the file: it is made to be used again."""
    database = TestDatabase()
    yield database
    database.close()


def _bring(database: TestDatabase, sdl: str) -> Brought:
    schema = compiled(sdl)
    return database.bring(schema, _ddl(schema), "schema.sql")


def _ddl(schema: Schema) -> str:
    return document(schema)


def _columns(database: TestDatabase) -> list[str]:
    with session(database.running.database) as connection:
        rows = connection.rows(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'orgs' ORDER BY ordinal_position"
        )
    return [name for (name,) in rows]


def _identity(database: TestDatabase) -> int:
    """The identity of the database, another one when it was made anew."""
    with session(database.running.database) as connection:
        return int(connection.rows("SELECT oid FROM pg_database WHERE datname = current_database()")[0][0])


def test_it_is_made_once_and_brought_on_by_a_plan(kept: TestDatabase) -> None:
    kept.forget()
    first = _bring(kept, ORG)
    assert (first.how, first.touched) == ("rebuilt", None)
    assert _bring(kept, ORG) == Brought(how="unchanged")
    identity = _identity(kept)
    planned = _bring(kept, ORG.replace("}", "  age: Int @index\n}"))
    assert (planned.how, planned.statements, planned.touched) == ("planned", 2, frozenset({("public", "orgs")}))
    assert _identity(kept) == identity
    assert _columns(kept) == ["id", "name", "age"]


def test_it_is_made_anew_where_a_plan_would_lose_data(kept: TestDatabase) -> None:
    _bring(kept, ORG)
    brought = _bring(kept, ORG.replace("  name: String!\n", ""))
    assert (brought.how, brought.reason) == ("rebuilt", "the data of public.orgs.name would be lost")
    assert _columns(kept) == ["id"]


def test_it_is_made_anew_where_a_statement_of_the_plan_is_refused(kept: TestDatabase) -> None:
    _bring(kept, ORG)
    with session(kept.running.database) as connection:
        connection.run("ALTER TABLE orgs ADD COLUMN age integer")
    brought = _bring(kept, ORG.replace("}", "  age: Int\n}"))
    assert brought.how == "rebuilt"
    assert brought.reason.startswith("a statement of the plan was refused: ")
    assert _columns(kept) == ["id", "name", "age"]


def test_it_is_made_anew_after_a_schema_that_the_server_refuses(kept: TestDatabase) -> None:
    _bring(kept, ORG)
    with pytest.raises(ServerError):
        kept.bring(compiled(ORG.replace("Org", "Other")), "SELECT 1 FROM nothing", "schema.sql")
    assert _bring(kept, ORG).how == "rebuilt"
    assert _columns(kept) == ["id", "name"]


def test_roles_of_the_database_before_are_gone(kept: TestDatabase) -> None:
    kept.bring(compiled(ORG), "CREATE ROLE wesley_watch_guest; CREATE TABLE a (b int)", "schema.sql")
    kept.forget()
    _bring(kept, ORG)
    with session(kept.running.database) as connection:
        assert connection.rows("SELECT rolname FROM pg_roles WHERE rolname = 'wesley_watch_guest'") == []


def test_a_server_that_has_gone_away_is_started_again() -> None:
    database = TestDatabase()
    try:
        assert _bring(database, ORG).reason == FIRST
        pid = database.running.pid
        os.kill(pid, signal.SIGQUIT)
        assert _is_gone_soon(database)
        again = _bring(database, ORG)
        assert (again.how, again.reason) == ("rebuilt", GONE)
        assert database.running.pid != pid
        assert not database.is_gone()
    finally:
        database.close()


def test_without_a_database_there_is_no_server() -> None:
    database = TestDatabase()
    with pytest.raises(LookupError):
        _ = database.running
    assert not database.is_gone()
    database.close()


def _is_gone_soon(database: TestDatabase) -> bool:
    return any(database.is_gone() for _ in range(2_000))
