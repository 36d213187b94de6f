"""The reader as a whole: how it asks, what it leaves behind, what it refuses."""

from __future__ import annotations

import pytest

from tests.postgres.catalog.reading import ObservedSession, read_back
from wesley.ir.codec import fingerprint
from wesley.ir.table import Rows
from wesley.postgres.address import with_database
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.database import load, quoted
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import StatementError, session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server

TABLE = """
CREATE TABLE public.t{number} (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL DEFAULT '' CHECK (name <> 'x{number}'),
    other bigint REFERENCES public.t{number}
);
CREATE INDEX ON public.t{number} (lower(name));
CREATE POLICY p ON public.t{number} USING (id > {number});
CREATE VIEW public.v{number} AS SELECT id FROM public.t{number};
"""


def test_the_number_of_queries_is_the_same_for_five_and_for_fifty_tables(database: str) -> None:
    counts = []
    for first, last in ((0, 5), (5, 50)):
        load(database, "".join(TABLE.format(number=number) for number in range(first, last)))
        with session(database) as connection:
            asked: list[str] = []
            observed = ObservedSession(connection, asked.append)
            assert len(read_catalog(observed, lookups=(("public", "t1"), ("public", "t2"))).physical.tables) == last
            counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_facts_of_the_server_come_with_the_schema(server: EmbeddedServer, database: str) -> None:
    with session(database) as connection:
        connection.run("SET TimeZone = 'Europe/Lisbon'")
        found = read_catalog(connection)
        assert connection.rows("SHOW TimeZone") == [("Europe/Lisbon",)]
        assert connection.rows("SELECT count(*) > 0 FROM pg_tables") == [(True,)]
    assert found.version == server.binaries.major
    assert found.version_num // 10000 == found.version
    assert found.time_zone == "Europe/Lisbon"
    assert "pg_read_all_data" in found.roles or found.version < 14


def test_how_a_session_prints_makes_no_difference(database: str) -> None:
    load(
        database,
        "CREATE TABLE public.t (a timestamptz DEFAULT '2024-05-06 07:08:09+02', b interval DEFAULT '1 day 02:03', "
        "c bytea DEFAULT '\\x00ff', d double precision DEFAULT 0.1)",
    )
    with session(database) as connection:
        plain = read_catalog(connection)
        connection.run(
            "SET TimeZone = 'Asia/Tokyo'; SET DateStyle = 'German'; SET IntervalStyle = 'iso_8601'; "
            "SET bytea_output = 'escape'; SET extra_float_digits = -5; SET search_path = public; "
            "SET quote_all_identifiers = on"
        )
        assert fingerprint(read_catalog(connection).physical) == fingerprint(plain.physical)


def test_only_the_schemas_that_are_asked_for_are_read(database: str) -> None:
    load(
        database,
        'CREATE SCHEMA a; CREATE SCHEMA "it\'s"; CREATE TABLE a.t (id integer PRIMARY KEY); '
        'CREATE TABLE "it\'s".u (t integer REFERENCES a.t); CREATE AGGREGATE a.total(integer) (SFUNC = int4pl, '
        "STYPE = integer)",
    )
    found = read_back(database, namespaces=("it's",))
    assert [namespace.name for namespace in found.physical.namespaces] == ["it's"]
    assert [table.name for table in found.physical.tables] == ["u"]
    assert found.physical.tables[0].foreign_keys[0].ref_table == "t"
    assert found.unmanaged == ()
    assert read_back(database, namespaces=()).physical.tables == ()


def test_an_empty_database_has_nothing(database: str) -> None:
    found = read_back(database)
    assert found.physical == type(found.physical)()
    assert found.unmanaged == ()


def test_rows_of_lookup_tables_stand_in_the_order_of_their_storage(database: str) -> None:
    load(
        database,
        "CREATE TABLE public.sizes (value text PRIMARY KEY); INSERT INTO public.sizes VALUES ('S'), ('M'), ('L'); "
        'CREATE TABLE public."Odd" (a integer, "B b" boolean); INSERT INTO public."Odd" VALUES (1, true), (2, NULL); '
        "CREATE TABLE public.none (value text)",
    )
    asked = (("public", "sizes"), ("public", "Odd"), ("public", "none"), ("public", "missing"))
    tables = {table.name: table.rows for table in read_back(database, lookups=asked).physical.tables}
    assert tables == {
        "sizes": Rows(columns=("value",), values=(("S",), ("M",), ("L",))),
        "Odd": Rows(columns=("a", "B b"), values=(("1", "true"),)),
        "none": Rows(columns=("value",), values=()),
    }


def test_reading_writes_nothing_and_is_refused_in_a_transaction_that_failed(database: str) -> None:
    with session(database) as connection:
        connection.run("BEGIN")
        with pytest.raises(StatementError):
            connection.run("SELECT 1 / 0")
        with pytest.raises(StatementError):
            read_catalog(connection)
        read_catalog(connection)


def test_a_role_that_may_not_read_is_told_what_it_lacks(server: EmbeddedServer, database: str) -> None:
    load(database, "CREATE TABLE public.sizes (value text PRIMARY KEY)")
    role = "wesley_stranger"
    with session(database) as admin:
        admin.run(f"CREATE ROLE {quoted(role)} LOGIN")
    try:
        with session(f"{database} user={role}") as connection:
            assert len(read_catalog(connection).physical.tables) == 1
            with pytest.raises(ServerError) as caught:
                read_catalog(connection, lookups=(("public", "sizes"),))
            assert connection.rows("SELECT 1") == [(1,)]
    finally:
        with session(database) as admin:
            admin.run(f"DROP ROLE {quoted(role)}")
    problem = caught.value.problems[0]
    assert problem.code.code == "PG006"
    assert "permission denied for table sizes" in problem.message
    assert "GRANT SELECT" in problem.help


def test_rows_that_a_policy_hides_are_no_rows_of_a_lookup_table(database: str) -> None:
    role = "wesley_owner"
    with session(database) as admin:
        admin.run(f"CREATE ROLE {quoted(role)} LOGIN")
        admin.run(f"CREATE SCHEMA s AUTHORIZATION {quoted(role)}")
    try:
        with session(f"{database} user={role}") as connection:
            connection.run("CREATE TABLE s.sizes (value text PRIMARY KEY)")
            connection.run("ALTER TABLE s.sizes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
            with pytest.raises(ServerError, match="row-level security policy"):
                read_catalog(connection, lookups=(("s", "sizes"),))
    finally:
        with session(database) as admin:
            admin.run(f"DROP OWNED BY {quoted(role)}; DROP ROLE {quoted(role)}")


def test_a_connection_that_is_cut_is_a_problem(server: EmbeddedServer, database: str) -> None:
    with session(database) as connection, session(with_database(database, "postgres")) as admin:
        (pid,) = connection.rows("SELECT pg_backend_pid()")[0]
        admin.run("SELECT pg_terminate_backend(%s)", [pid])
        with pytest.raises(ServerError):
            read_catalog(connection)
