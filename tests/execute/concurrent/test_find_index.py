"""Ours or somebody else's: the server itself says what a statement would make."""

from __future__ import annotations

import pytest

from tests.execute.concurrent.scene import INDEX, NEW, OLD, indexes, run_next
from tests.execute.place import Place, begun
from wesley.execute.codes import SOMEBODY_ELSES
from wesley.execute.concurrent.find_index import find_index, leftovers, refuse_other_index
from wesley.execute.concurrent.intent import intend
from wesley.observe.events import CleanedUp, Warned
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.problems.problem import ServerError
from wesley.sql.outside import BuildIndex, outside

pytestmark = pytest.mark.server

TABLES = """
CREATE TABLE public."Order s" (gone int, a int, b text, d timestamptz);
ALTER TABLE public."Order s" DROP COLUMN gone;
CREATE MATERIALIZED VIEW public.m AS SELECT 1 AS a, 'x'::text AS b;
"""
BUILDS = [
    'CREATE INDEX CONCURRENTLY "i x" ON public."Order s" (a);',
    'CREATE INDEX CONCURRENTLY i1 ON public."Order s" (a, b);',
    'CREATE UNIQUE INDEX CONCURRENTLY i2 ON public."Order s" (lower(b) DESC NULLS LAST, (a + 1)) INCLUDE (d);',
    'CREATE INDEX CONCURRENTLY i3 ON public."Order s" (b COLLATE "C" text_pattern_ops) WHERE a > 1 AND b = \'x\';',
    'CREATE INDEX CONCURRENTLY i4 ON public."Order s" USING brin (d) WITH (pages_per_range = 16);',
    "CREATE INDEX CONCURRENTLY i5 ON public.\"Order s\" USING gin (to_tsvector('english', b));",
    "CREATE INDEX CONCURRENTLY i6 ON public.m (a DESC);",
]
OTHERS = [
    'CREATE UNIQUE INDEX CONCURRENTLY "i x" ON public."Order s" (a);',
    'CREATE INDEX CONCURRENTLY i1 ON public."Order s" (a) INCLUDE (b);',
    'CREATE UNIQUE INDEX CONCURRENTLY i2 ON public."Order s" (lower(b) DESC, (a + 1)) INCLUDE (d);',
    "CREATE INDEX CONCURRENTLY i3 ON public.\"Order s\" (b text_pattern_ops) WHERE a > 1 AND b = 'x';",
    'CREATE INDEX CONCURRENTLY i4 ON public."Order s" USING brin (d) WITH (pages_per_range = 32);',
    "CREATE INDEX CONCURRENTLY i5 ON public.\"Order s\" USING gin (to_tsvector('german', b));",
    "CREATE INDEX CONCURRENTLY i6 ON public.m (a DESC) WHERE a > 0;",
]


def check(place: Place, sql: str) -> None:
    """Compare what has the name of an index with what a statement would make."""
    build = outside(sql)
    assert isinstance(build, BuildIndex)
    found = find_index(place.connections.worker, build.schema, build.name)
    assert found is not None
    refuse_other_index(place.run, build, sql, found)


def test_an_index_is_known_again_by_its_definition(database: str) -> None:
    with begun(database, OLD, NEW) as place, session(database) as other:
        other.run(TABLES)
        for sql in BUILDS:
            other.run(sql)
        for sql in BUILDS:
            check(place, sql)
        for sql in OTHERS:
            with pytest.raises(ServerError) as caught:
                check(place, sql)
            assert caught.value.problems[0].code is SOMEBODY_ELSES, sql
            assert "its definition is another one" in caught.value.problems[0].message, sql
        assert other.rows("SELECT count(*) FROM pg_class WHERE relpersistence = 't'") == [(0,)]


def test_a_constraint_that_stands_on_it_makes_it_somebody_elses(database: str) -> None:
    sql = "CREATE UNIQUE INDEX CONCURRENTLY taken ON public.users USING btree (age);"
    with begun(database, OLD, NEW) as place:
        load(database, "ALTER TABLE users ADD CONSTRAINT taken UNIQUE (age)")
        with pytest.raises(ServerError) as caught:
            check(place, sql)
        assert caught.value.problems[0].code is SOMEBODY_ELSES


def test_who_may_make_no_temporary_table_is_told_so(database: str) -> None:
    revoke = "DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $$;"
    with begun(database, OLD, NEW) as place:
        load(database, f"CREATE INDEX {INDEX} ON users (age); {revoke} CREATE ROLE without_temporary;")
        place.connections.worker.run("SET ROLE without_temporary")
        with pytest.raises(ServerError) as caught:
            check(place, f"CREATE INDEX CONCURRENTLY {INDEX} ON public.users USING btree (age);")
        place.connections.worker.run("RESET ROLE; DROP ROLE without_temporary")
        assert caught.value.problems[0].code is SOMEBODY_ELSES
        assert "permission denied to create temporary tables" in caught.value.problems[0].message


def test_what_reindex_has_left_of_an_index_of_ours_is_told_and_left_alone(database: str) -> None:
    with begun(database, OLD, NEW) as place:
        intend(place.run, place.next(), ("public", INDEX))
        with session(database) as other:
            other.run(f"CREATE INDEX {INDEX} ON users (age); CREATE INDEX {INDEX}_ccnew ON users (age)")
            other.run(f"UPDATE pg_index SET indisvalid = false WHERE indexrelid::regclass::text ~ '^{INDEX}'")
            assert leftovers(other, "public", "users") == (f"{INDEX}_ccnew",)
        with pytest.raises(ServerError):
            run_next(place)
        assert [event.message for event in place.told(Warned) if isinstance(event, Warned)] == [
            f"REINDEX CONCURRENTLY has left the invalid index public.{INDEX}_ccnew, which is not of this plan"
        ]
        assert place.told(CleanedUp)
        assert indexes(database) == {f"{INDEX}_ccnew": False}
        load(database, f"DROP INDEX {INDEX}_ccnew")
        run_next(place)
    assert indexes(database) == {INDEX: True}
