"""SQL scripts as a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.running import USER

if TYPE_CHECKING:
    from tests.cli.running import Wesley

pytestmark = pytest.mark.server

SQL = """\
\\restrict abc
SET client_encoding = 'UTF8';
CREATE TABLE public.users (id uuid DEFAULT gen_random_uuid() PRIMARY KEY);
\\unrestrict abc
"""


LOOKUP = "enum E @enum(storage: LOOKUP) { A B }\ntype T @table { id: ID! @primaryKey e: E! }"


def test_scripts_are_run_in_the_order_of_their_names_and_read_back(wesley: Wesley) -> None:
    wesley.write("schema/a.graphql", USER)
    wesley.write("db/1.sql", SQL)
    wesley.write("db/2.sql", "ALTER TABLE users ADD email text NOT NULL;")
    result = wesley("plan", "--from", "db/2.sql", "--from", "db/1.sql")
    assert result.out.startswith("Nothing to do: db/2.sql, db/1.sql (PostgreSQL 15) is as"), result.out + result.err
    assert "Nothing to do" in wesley("plan", "--from", "db/*.sql").out
    assert "Nothing to do" in wesley("plan", "--from", "schema", "--to", "db/*.sql").out


def test_what_a_plan_cannot_make_is_named(wesley: Wesley) -> None:
    wesley.write("a.sql", "CREATE AGGREGATE total(integer) (SFUNC = int4_sum, STYPE = bigint);")
    shown = wesley("plan", "--from", "empty", "--to", "a.sql").out
    assert "make it yourself\n  aggregate public.total(integer) (CREATE AGGREGATE)\n" in shown
    assert "make it yourself" not in wesley("plan", "--from", "a.sql", "--to", "a.sql").out


def test_rows_of_lookup_tables_are_read(wesley: Wesley) -> None:
    wesley.write(
        "schema/a.graphql", "enum E @enum(storage: LOOKUP) { A B }\ntype T @table { id: ID! @primaryKey e: E! }"
    )
    assert wesley("compile", "--only", "postgres", "--out", "out").status == 0
    result = wesley("plan", "--from", "out/schema.sql")
    assert "Nothing to do" in result.out, result.out + result.err


def test_the_server_is_of_the_version_that_is_asked_for_or_newer(wesley: Wesley) -> None:
    wesley.write("schema/a.graphql", USER)
    wesley.write("a.sql", SQL + "ALTER TABLE users ADD email text NOT NULL;")
    assert "(PostgreSQL 18)" in wesley("plan", "--from", "a.sql", "--pg", "18").out


def test_an_error_is_shown_with_its_line(wesley: Wesley) -> None:
    wesley.write("schema/a.graphql", USER)
    wesley.write("a.sql", "CREATE TABLE a ();\nCREATE TABLE a ();\n")
    result = wesley("plan", "--from", "a.sql")
    assert (result.status, result.out) == (1, "")
    assert 'error[PG004]: relation "a" already exists (42P07)' in result.err
    assert "a.sql:2:1\n2 │ CREATE TABLE a ();" in result.err


@pytest.mark.parametrize(
    ("script", "place"),
    [
        ("COPY t FROM stdin;\n1\n\\.\n", "a.sql:2:1"),
        ("\\connect other\n", "a.sql:1:1"),
        ("COPY t FROM stdin;\n\\.", "a.sql:2:1"),
    ],
)
def test_what_psql_alone_understands_is_refused_with_a_way_out(wesley: Wesley, script: str, place: str) -> None:
    wesley.write("a.sql", script)
    result = wesley("plan", "--from", "a.sql", "--to", "empty")
    assert result.status == 1
    assert place in result.err
    assert "pg_dump --schema-only" in result.err


def test_a_script_that_ends_in_a_transaction_is_refused(wesley: Wesley) -> None:
    wesley.write("a.sql", "CREATE TABLE a ();\nBEGIN;\nCREATE TABLE b ();\n")
    result = wesley("plan", "--from", "a.sql", "--to", "empty")
    assert (result.status, result.out) == (1, "")
    assert "error[PG004]: the script ends in a transaction, so what it did there is lost" in result.err
    assert "a.sql:3:1" in result.err
    assert "COMMIT" in result.err


def test_a_folder_of_scripts_is_refused_with_a_way_out(wesley: Wesley) -> None:
    wesley.write("dir.sql/a.sql", "CREATE TABLE a ();\n")
    for name in ("dir.sql", "dir.sql/"):
        result = wesley("plan", "--from", "empty", "--to", name)
        assert result.status == 2
        assert "name the files in it" in result.err
