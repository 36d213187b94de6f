"""Fresh databases, and SQL scripts that run as psql runs them with ON_ERROR_STOP."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from wesley.postgres.address import parameters
from wesley.postgres.database import fresh_database, load, script
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import StatementError, session

pytestmark = pytest.mark.server


def test_a_fresh_database_is_empty_utf8_and_gone_afterwards(server: EmbeddedServer) -> None:
    with fresh_database(server.conninfo()) as first, fresh_database(server.conninfo()) as second:
        names = {parameters(conninfo)["dbname"] for conninfo in (first, second)}
        assert len(names) == 2
        with session(first) as connection:
            assert connection.rows("SHOW server_encoding") == [("UTF8",)]
            assert connection.rows("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace") == [
                (0,)
            ]
    with session(server.conninfo()) as admin:
        left = {name for (name,) in admin.rows("SELECT datname FROM pg_database")}
    assert not names & left


def test_a_database_goes_although_someone_is_connected_and_the_block_failed(server: EmbeddedServer) -> None:
    with ExitStack() as stays_open:
        with pytest.raises(StatementError), fresh_database(server.conninfo()) as conninfo:
            stays_open.enter_context(session(conninfo)).run("BEGIN; CREATE TABLE t (); SELECT nothing")
        with session(server.conninfo()) as admin:
            name = parameters(conninfo)["dbname"]
            assert admin.rows("SELECT FROM pg_database WHERE datname = %s", [name]) == []


def test_a_script_runs_statement_by_statement(database: str) -> None:
    load(
        database,
        """
        CREATE TABLE "a;b" (x int); -- a comment; with a semicolon
        BEGIN; INSERT INTO "a;b" VALUES (1); COMMIT;
        CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $body$ BEGIN RETURN 'x;y %s'; END $body$;
        CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;
        CREATE INDEX CONCURRENTLY ON "a;b" (x);;
        SELECT 10 % 4
        """,
    )
    with session(database) as connection:
        assert connection.rows('SELECT x, f(), g() FROM "a;b"') == [(1, "x;y %s", 2)]


def test_an_error_stops_the_script_and_tells_line_and_statement(database: str) -> None:
    text = "CREATE TABLE before (x int);\n-- é\nINSERT INTO before\n  VALUES ('é', oops);\nCREATE TABLE after ();"
    with pytest.raises(StatementError) as caught:
        load(database, text, "schema.sql")
    problem = caught.value.problems[0]
    assert problem.origin.place() == ("schema.sql", 4, 16)
    assert problem.message == 'column "oops" does not exist (42703)'
    assert "statement: INSERT INTO before\n  VALUES ('é', oops)" in problem.help
    with session(database) as connection:
        assert connection.rows("SELECT to_regclass('before') IS NULL, to_regclass('after') IS NULL") == [(False, True)]


def test_an_error_without_a_position_is_at_its_statement(database: str) -> None:
    with pytest.raises(StatementError) as caught:
        load(database, "SELECT 1;\n\n  DO $$ BEGIN RAISE EXCEPTION 'no' USING HINT = 'yes'; END $$;", "x.sql")
    problem = caught.value.problems[0]
    assert problem.origin.place() == ("x.sql", 3, 3)
    assert problem.message == "no (P0001)"
    assert problem.help.startswith(
        "hint: yes\ncontext: PL/pgSQL function inline_code_block line 1 at RAISE\nstatement: "
    )


def test_a_long_statement_is_shown_in_part(database: str) -> None:
    with pytest.raises(StatementError) as caught:
        load(database, f"SELECT nothing, '{'x' * 1000}'")
    assert caught.value.problems[0].help.endswith("x ...")


def test_what_is_no_sql_is_refused_before_anything_runs(database: str) -> None:
    with pytest.raises(StatementError) as caught:
        load(database, "CREATE TABLE t ();\n\\set x 1\nSELECT 1;", "x.sql")
    problem = caught.value.problems[0]
    assert problem.origin.place() == ("x.sql", 2, 1)
    assert problem.message == 'syntax error at or near "\\" (42601)'
    with session(database) as connection:
        assert connection.rows("SELECT to_regclass('t')") == [(None,)]


def test_a_script_of_nothing_has_no_statements() -> None:
    assert script("") == script("-- nothing\n;;") == ()
