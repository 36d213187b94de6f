"""A database that changes while it is read is refused, and never read with parts missing.

The queries look at one snapshot; the functions that print expressions look at the present. So a statement of another
session is run right before the query that prints what it drops.
"""

from __future__ import annotations

import pytest

from tests.postgres.catalog.reading import ObservedSession
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

pytestmark = [pytest.mark.server, pytest.mark.matrix]

SETUP = """
CREATE TYPE public.e AS ENUM ('a');
CREATE FUNCTION public.f(x integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE public.t (a integer DEFAULT 1 + 1, b text, c public.e, CHECK (a > 0));
CREATE INDEX i ON public.t (lower(b)) WHERE a > 0;
CREATE POLICY p ON public.t USING (a > 1);
CREATE TRIGGER g BEFORE INSERT ON public.t FOR EACH ROW WHEN (new.a > 0) EXECUTE FUNCTION public.touch();
CREATE VIEW public.v AS SELECT 1 AS a;
CREATE TABLE public.parts (a integer) PARTITION BY LIST (a);
CREATE TABLE public.part PARTITION OF public.parts DEFAULT;
"""


@pytest.mark.parametrize(
    ("query", "statement"),
    [
        ("pg_get_viewdef", "DROP VIEW public.v"),
        ("pg_get_viewdef", "DROP TABLE public.part"),
        ("pg_get_viewdef", "DROP TABLE public.parts"),
        ("attgenerated", "DROP TABLE public.t"),
        ("attgenerated", "ALTER TABLE public.t DROP COLUMN c; DROP TYPE public.e"),
        ("k.conbin", "DROP TABLE public.t"),
        ("x.indpred", "DROP INDEX public.i"),
        ("p.polqual", "DROP TABLE public.t"),
        ("pg_get_triggerdef", "DROP TRIGGER g ON public.t"),
        ("pg_get_function_result", "DROP FUNCTION public.f"),
    ],
)
def test_what_is_dropped_meanwhile_is_noticed(query: str, statement: str, database: str) -> None:
    load(database, SETUP)
    with session(database) as connection, session(database) as other:

        def disturb(sql: str) -> None:
            if query in sql:
                other.run(statement)

        with pytest.raises(ServerError) as caught:
            read_catalog(ObservedSession(connection, disturb))
        read_catalog(connection)
    problem = caught.value.problems[0]
    assert problem.code.code == "PG007"
    assert problem.help


def test_a_locked_table_is_not_waited_for_without_end(database: str) -> None:
    load(database, "CREATE TABLE public.t (a integer); CREATE VIEW public.v AS SELECT a FROM public.t")
    with session(database) as connection, session(database) as other:
        other.run("BEGIN")
        other.run("LOCK TABLE public.t IN ACCESS EXCLUSIVE MODE")

        def hurry(sql: str) -> None:
            if "pg_get_viewdef" in sql:
                connection.run("SET LOCAL lock_timeout = '1ms'")

        with pytest.raises(ServerError) as caught:
            read_catalog(ObservedSession(connection, hurry))
        other.run("ROLLBACK")
    assert caught.value.problems[0].code.code == "PG007"
    assert "lock timeout" in caught.value.problems[0].message
