"""A schema is proved on a fresh database, and the server is as it was before."""

from __future__ import annotations

import signal

import pytest

from tests.postgres.processes import asking
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.prove import prove
from wesley.postgres.session import StatementError, session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server

DDL = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'proof app') THEN CREATE ROLE "proof app" NOLOGIN; END IF;
END $$;
CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL);
GRANT SELECT ON users TO "proof app";
"""
PASSING = """
BEGIN;
SELECT plan(3);
SELECT has_table('public', 'users', 'Table users');
SET LOCAL ROLE "proof app";
SELECT lives_ok('SELECT * FROM users', 'the application reads');
SELECT throws_ok('DELETE FROM users', '42501', NULL, 'the application does not delete');
SELECT * FROM finish();
ROLLBACK;
"""
FAILING = """
BEGIN;
SELECT plan(2);
SELECT col_not_null('public', 'users', 'email', 'email is needed');
SELECT col_is_null('public', 'users', 'email', 'email is not needed');
SELECT * FROM finish();
ROLLBACK;
"""
BROKEN = """
BEGIN;
SELECT plan(2);
SELECT pass('before');
SELECT has_nothing();
SELECT pass('after');
ROLLBACK;
"""


def test_each_file_is_judged(server: EmbeddedServer) -> None:
    report = prove(server.conninfo(), DDL, {"a.sql": PASSING, "b.sql": FAILING, "c.sql": BROKEN})
    assert [file.passed for file in report.files] == [True, False, False]
    assert [[result.ok for result in file.results] for file in report.files] == [[True] * 3, [True, False], [True]]
    assert report.files[2].failure
    assert report.files[2].failure.line == 5
    assert "has_nothing() does not exist (42883)" in report.files[2].failure.message
    assert not report.passed
    assert report.server == server.binaries.version


def test_what_a_file_leaves_behind_is_not_seen_by_the_next(server18: EmbeddedServer) -> None:
    open_end = "SELECT plan(1); BEGIN; DELETE FROM users; SET ROLE \"proof app\"; SELECT pass('open')"
    report = prove(server18.conninfo(), DDL, {"a.sql": open_end, "b.sql": PASSING})
    assert report.passed


def test_the_server_is_as_before(server: EmbeddedServer) -> None:
    before = state(server)
    prove(server.conninfo(), DDL, {"a.sql": PASSING})
    with pytest.raises(StatementError):
        prove(server.conninfo(), DDL + "SELECT nothing;", {})
    assert state(server) == before


def test_a_role_that_was_there_before_stays(server18: EmbeddedServer) -> None:
    with session(server18.conninfo()) as admin:
        admin.run('CREATE ROLE "proof app"')
        prove(server18.conninfo(), DDL, {"a.sql": PASSING})
        assert admin.rows("SELECT count(*) FROM pg_roles WHERE rolname = 'proof app'") == [(1,)]
        admin.run('DROP ROLE "proof app"')


def test_a_role_on_which_something_depends_stays_and_is_named(server18: EmbeddedServer) -> None:
    # The DDL gives the role a right on another database, as another application's run meanwhile would.
    report = prove(server18.conninfo(), DDL + 'GRANT CONNECT ON DATABASE postgres TO "proof app";', {})
    assert report.roles_left == ("proof app",)
    with session(server18.conninfo()) as admin:
        admin.run('DROP OWNED BY "proof app"; DROP ROLE "proof app"')


def test_a_statement_of_the_schema_that_fails_is_located(server: EmbeddedServer) -> None:
    with pytest.raises(ServerError) as caught:
        prove(server.conninfo(), "SELECT 1;\n\nCREATE TABLE a (\n  b nothing\n);", {})
    problem = caught.value.problems[0]
    assert problem.message == 'type "nothing" does not exist (42704)'
    assert problem.origin.place() == ("schema.sql", 4, 5)
    assert "statement: CREATE TABLE a (" in problem.help


def test_without_a_server_one_is_started() -> None:
    report = prove(None, DDL, {"a.sql": PASSING}, at_least=18)
    assert report.passed
    assert report.server.startswith("18.")


def test_ctrl_c_leaves_nothing_on_the_server(server18: EmbeddedServer) -> None:
    before = state(server18)
    script = f"""
from wesley.postgres.prove import prove
prove({server18.conninfo()!r}, {DDL!r} + "SELECT pg_sleep(60);", {{}})
"""
    with asking(script) as process, session(server18.conninfo()) as admin:
        while not admin.rows("SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'"):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        process.communicate()
    assert state(server18) == before


def state(server: EmbeddedServer) -> tuple[object, object]:
    with session(server.conninfo()) as admin:
        return (
            admin.rows("SELECT datname FROM pg_database WHERE datname LIKE 'wesley%' ORDER BY 1"),
            admin.rows("SELECT rolname FROM pg_roles ORDER BY 1"),
        )
