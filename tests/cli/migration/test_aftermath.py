"""Every failure tells what happened, what is done, what is not, what holds now, and what to type next."""

from __future__ import annotations

import re

import pytest

from tests.cli.migration import tails
from tests.cli.migration.databases import ALLOW, OLD, asked, filled, held, started, until
from tests.cli.running import Result, Wesley
from wesley.postgres.database import load
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import session

pytestmark = pytest.mark.server

MIGRATE = ("migrate", *ALLOW, "--yes")
RAISE = """
CREATE FUNCTION stop_it() RETURNS event_trigger LANGUAGE plpgsql AS
$$ BEGIN
    RAISE EXCEPTION 'of ann@example.com' USING ERRCODE = '{state}', DETAIL = 'Key (email)=(ann@example.com)';
END $$;
CREATE EVENT TRIGGER stopper ON ddl_command_start WHEN TAG IN ('{tag}') EXECUTE FUNCTION stop_it();
"""
STRICT = OLD.replace("email: String!", "email: String! @unique").replace("total: Int!", "total: Int! @range(min: 10)")
_CHANGING = (
    (re.compile(r"^\d:\d\d:\d\d .*\n", re.MULTILINE), ""),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+00"), "TIME"),
    (re.compile(r"process \d+"), "process N"),
    (re.compile(r"\d+\.\d s"), "N s"),
    (re.compile(r"(plan \d+)-[0-9a-f]{8}"), r"\1-DIGEST"),
    (re.compile(r"(test|wesley)_[0-9a-f]{12}"), "APP"),
    (re.compile(r"/[\w/]+/wesley-\w+"), "HOST"),
)


@pytest.fixture
def project(wesley: Wesley, database15: str, monkeypatch: pytest.MonkeyPatch) -> Wesley:
    """A folder with the new schema, and a database with the old one."""
    monkeypatch.setenv("DATABASE_URL", database15)
    filled(wesley, database15)
    return wesley


def told(error: str) -> str:
    """What is said of a failure, without the progress before it and what differs from run to run."""
    for pattern, instead in _CHANGING:
        error = pattern.sub(instead, error)
    return error


def begun(project: Wesley, database15: str) -> Result:
    """A plan that was begun and got no lock."""
    with held(database15, "SELECT FROM orders WHERE total <> 7"):
        return project(*MIGRATE, "--patience", "1s")


def test_a_statement_that_a_function_refuses(project: Wesley, database15: str) -> None:
    load(database15, RAISE.format(state="P0001", tag="ALTER TABLE"))
    result = project(*MIGRATE)
    assert result.status == 3
    assert told(result.err) == tails.REFUSED
    log = asked(database15, "SELECT code, sqlstate, message FROM wesley.runs")
    assert "ann" not in str(log) + project("status").out + project("history").out


def test_a_server_that_lacks_something(project: Wesley, database15: str) -> None:
    load(database15, RAISE.format(state="53100", tag="CREATE INDEX"))
    with session(database15) as admin:
        admin.run("ALTER EVENT TRIGGER stopper DISABLE")
    begun(project, database15)
    with session(database15) as admin:
        admin.run("ALTER EVENT TRIGGER stopper ENABLE")
    result = project("migrate", "--resume")
    assert result.status == 3
    assert told(result.err) == tails.DISK_FULL


def test_a_journal_for_which_there_is_no_room(project: Wesley, database15: str) -> None:
    load(database15, RAISE.format(state="53200", tag="CREATE SCHEMA"))
    result = project(*MIGRATE)
    assert result.status == 3
    assert told(result.err) == tails.NO_ROOM


def test_a_lock_that_is_not_to_be_had(project: Wesley, database15: str) -> None:
    result = begun(project, database15)
    assert result.status == 3
    assert told(result.err) == tails.LOCKED
    again = project(*MIGRATE)
    assert again.status == 1
    assert told(again.err) == tails.UNFINISHED


def test_what_others_change_meanwhile_can_be_taken_back(project: Wesley, database15: str) -> None:
    begun(project, database15)
    with session(database15) as other:
        other.run("ALTER TABLE orders ADD COLUMN odd integer")
    result = project("migrate", "--resume")
    assert result.status == 3
    assert told(result.err) == tails.CHANGED
    with session(database15) as other:
        other.run("ALTER TABLE orders DROP COLUMN odd; CREATE TABLE extra (id integer)")
    result = project("migrate", "--resume")
    assert result.status == 3
    assert told(result.err) == tails.NOT_VERIFIED
    with session(database15) as other:
        other.run("DROP TABLE extra")
    assert project("migrate", "--resume").status == 0


def test_rows_that_are_in_the_way(project: Wesley, database15: str) -> None:
    project.write("schema/app.graphql", STRICT)
    load(database15, "INSERT INTO users (email) VALUES ('user1'), ('user2')")
    result = project("migrate", "--to", "schema", "--yes")
    assert result.status == 1
    assert told(result.err) == tails.ROWS


def test_a_server_without_a_connection_left(project: Wesley, database15: str) -> None:
    load(database15, "CREATE ROLE few LOGIN CONNECTION LIMIT 1")
    try:
        result = project(*MIGRATE, "--database-url", f"{database15} user=few password=hunter2")
    finally:
        load(database15, "DROP ROLE few")
    assert result.status == 3
    assert told(result.err) == tails.NO_CONNECTION


def test_a_journal_of_somebody_else(project: Wesley, database15: str) -> None:
    load(database15, "CREATE SCHEMA wesley; CREATE TABLE wesley.mine (id integer)")
    result = project(*MIGRATE)
    assert result.status == 3
    assert told(result.err) == tails.FOREIGN


def test_a_schema_that_cannot_be_read(project: Wesley) -> None:
    project.write("schema/app.graphql", "type X {")
    result = project("migrate", "--yes")
    assert result.status == 1
    assert told(result.err) == tails.SYNTAX


def test_a_server_that_is_gone_for_good(project: Wesley, database15: str, server15: EmbeddedServer) -> None:
    ((name,),) = asked(database15, "SELECT quote_ident(current_database())")
    with session(server15.conninfo()) as admin:
        with (
            held(database15, "SELECT FROM orders"),
            started(project.folder, database15, *MIGRATE, "--patience", "1s") as process,
        ):
            until(lambda: asked(database15, "SELECT to_regclass('wesley.runs') IS NOT NULL") == [(True,)])
            until(lambda: asked(database15, "SELECT count(*) FROM wesley.runs") == [(1,)])
            admin.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            admin.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE quote_ident(datname) = %s AND application_name ~ '^wesley .* '",
                [name],
            )
            _, error = process.communicate()
        admin.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    assert process.returncode == 3
    assert told(error.decode()) == tails.GONE
    assert project("migrate", "--resume").status == 0


def test_what_others_change_meanwhile_can_be_left_as_it_is(project: Wesley, database15: str) -> None:
    begun(project, database15)
    accepts = ("migrate", "--resume", "--accept-changes")
    assert "others" not in project(*accepts, "--dry-run").out
    with session(database15) as other:
        other.run("CREATE INDEX odd ON orders (total)")
    assert project("migrate", "--resume").status == 3
    asks = project(*accepts)
    assert "others public.orders: index odd was added\n" in asks.out
    assert (asks.status, "nobody can be asked" in asks.err) == (2, True)
    result = project(*accepts, "--yes")
    assert result.status == 0, result.err
    with session(database15) as other:
        other.run("DROP INDEX odd")


def test_what_the_rest_of_a_plan_changes_cannot_be_left_as_it_is(project: Wesley, database15: str) -> None:
    begun(project, database15)
    with session(database15) as other:
        other.run("ALTER TABLE orders ALTER COLUMN total SET DEFAULT 1")
    refused = project("migrate", "--resume", "--accept-changes", "--yes")
    assert refused.status == 3
    assert "somebody else has changed public.orders otherwise than by adding something to it" in refused.err
    assert project("migrate", "--accept-changes").status == 2


def test_a_journal_that_somebody_changes_meanwhile(project: Wesley, database15: str) -> None:
    with (
        held(database15, "SELECT FROM orders"),
        started(project.folder, database15, *MIGRATE, "--patience", "2s") as process,
    ):
        until(lambda: asked(database15, "SELECT to_regclass('wesley.runs') IS NOT NULL") == [(True,)])
        until(lambda: asked(database15, "SELECT count(*) FROM wesley.runs") == [(1,)])
        asked(database15, "UPDATE wesley.plans SET approvals = 'nonsense' RETURNING 1")
        _, error = process.communicate()
    assert process.returncode == 3
    assert " ".join(error.decode().split()).endswith(tails.CHANGED_MEANWHILE)
