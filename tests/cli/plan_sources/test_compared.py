"""A live database beside SDL: what means the same is no change, and what SDL cannot say is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wesley.postgres.database import load

if TYPE_CHECKING:
    from tests.cli.running import Wesley

pytestmark = pytest.mark.server

SDL = """
enum Size @enum(storage: LOOKUP) { S M }
"A person."
type User @table {
  id: ID! @primaryKey
  name: String! @length(min: 1, max: 80) @index(where: "name <> ''")
  age: Int @check(expr: "age BETWEEN 0 AND 150")
  size: Size
  active: Boolean! @default(expr: "1 + 1 = 2")
  number: BigInt! @identity
  updatedAt: DateTime! @updatedAt @default(expr: "now()")
}
type Event @table @partition(by: RANGE, columns: ["at"]) @primaryKey(columns: ["id", "at"]) {
  id: ID!
  at: DateTime!
}
type Adult @view(sql: "SELECT id, name, age + 1 AS next FROM users WHERE age >= 18") { id: ID! name: String next: Int }
"""
BY_HAND = """
CREATE DOMAIN public.email AS text CHECK (VALUE ~ '@');
CREATE SEQUENCE public.tickets;
ALTER TABLE public.users SET (fillfactor = 70);
ALTER TABLE public.users ALTER COLUMN name SET STORAGE EXTERNAL, ALTER COLUMN name SET STATISTICS 500;
ALTER TABLE public.users ALTER COLUMN number SET CACHE 50;
CREATE TABLE public.events_2026 PARTITION OF public.events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE FUNCTION public.tell() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER tell AFTER INSERT ON public.users FOR EACH ROW EXECUTE FUNCTION public.tell();
ALTER TABLE public.users DISABLE TRIGGER set_updated_at;
CREATE SCHEMA reports;
CREATE TABLE reports.daily (day date PRIMARY KEY);
CREATE VIEW reports.names AS SELECT name FROM public.users;
GRANT USAGE ON SCHEMA public TO pg_monitor;
GRANT TRUNCATE ON public.users TO pg_monitor;
CREATE TYPE public.pair AS (a integer, b integer);
CREATE RULE keep AS ON DELETE TO public.users WHERE old.age > 100 DO INSTEAD NOTHING;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
"""


@pytest.fixture
def live(wesley: Wesley, database: str) -> str:
    """A database that holds the schema."""
    wesley.write("schema/a.graphql", SDL)
    assert wesley("compile", "--only", "postgres", "--out", "out").status == 0
    (script,) = (wesley.folder / "out").glob("*.sql")
    load(database, script.read_text())
    return database


def test_a_database_that_was_compiled_needs_nothing(wesley: Wesley, live: str) -> None:
    result = wesley("plan", "--database-url", live)
    assert result.out.startswith("Nothing to do: the database "), result.out + result.err


def test_what_was_made_by_hand_beside_it_stays(wesley: Wesley, live: str) -> None:
    extra = BY_HAND if "pg_trgm" in BY_HAND and _has_trgm(live) else BY_HAND.replace("CREATE EXTENSION", "-- ")
    load(live, extra)
    result = wesley("plan", "--database-url", live)
    assert result.out.startswith("Nothing to do: the database "), result.out + result.err
    assert "composite type public.pair (CREATE TYPE)" in result.out
    assert "rule keep of public.users (CREATE RULE)" in result.out


def _has_trgm(conninfo: str) -> bool:
    from wesley.postgres.session import session

    with session(conninfo) as connection:
        return bool(connection.rows("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'"))


def test_an_expression_that_only_a_server_understands_is_no_change(wesley: Wesley, live: str) -> None:
    # PostgreSQL computes nothing here, but prints other casts than were written.
    written = SDL.replace("age BETWEEN 0 AND 150", "age = ANY (ARRAY[1, 2]) OR age::numeric / 2 > 1.50")
    wesley.write("schema/a.graphql", written)
    assert wesley("compile", "--only", "postgres", "--out", "out").status == 0
    (script,) = (wesley.folder / "out").glob("*.sql")
    load(live, "DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
    load(live, script.read_text())
    result = wesley("plan", "--database-url", live)
    assert result.out.startswith("Nothing to do: the database "), result.out + result.err


def test_a_rename_hides_nothing_that_is_the_same(wesley: Wesley, live: str) -> None:
    wesley.write(
        "schema/a.graphql",
        SDL.replace("age: Int", 'years: Int @renamedFrom(name: "age")')
        .replace("age BETWEEN", "years BETWEEN")
        .replace("age + 1", "years + 1")
        .replace("age >= 18", "years >= 18"),
    )
    result = wesley("plan", "--database-url", live, "--format", "sql")
    assert result.status == 0, result.err
    assert "years" in result.out
    assert "users_name_length_check" not in result.out
    assert "users_age_check" in result.out


def test_a_change_that_an_unmanaged_object_is_in_the_way_of_is_refused(wesley: Wesley, live: str) -> None:
    load(live, BY_HAND.partition("CREATE EXTENSION")[0])
    wesley.write(
        "schema/a.graphql",
        SDL.replace('age: Int @check(expr: "age BETWEEN 0 AND 150")', "").replace(
            "age + 1 AS next FROM users WHERE age >= 18", "1 AS next FROM users"
        ),
    )
    result = wesley("plan", "--database-url", live, "--allow-drop", "users.age")
    assert (result.status, result.out) == (1, "")
    assert "error[MIG012]: the plan drops or renames public.users.age, and the rule keep of public.users" in result.err
    wesley.write("schema/a.graphql", SDL + 'type Pair @table(name: "pair") { id: ID! @primaryKey }')
    result = wesley("plan", "--database-url", live)
    assert result.status == 1
    assert "error[MIG013]: the plan creates public.pair, and there is a composite type of that name" in result.err


def test_a_live_database_as_the_target(wesley: Wesley, live: str) -> None:
    result = wesley("plan", "--from", "schema", "--to", live)
    assert result.out.startswith("Nothing to do: schema (1 file) is as the database "), result.out + result.err
    assert "Nothing to do" in wesley("plan", "--from", live, "--to", live).out


def test_one_schema_of_many(wesley: Wesley, live: str) -> None:
    load(live, "CREATE SCHEMA reports; CREATE TABLE reports.daily (day date PRIMARY KEY); CREATE TABLE public.x ()")
    assert wesley("plan", "--database-url", live).status == 1
    result = wesley("plan", "--database-url", live, "--to", "empty", "--schema", "reports", "--allow-drop", "daily")
    assert "Drop table reports.daily" in result.out, result.err
    assert "public" not in result.out


@pytest.mark.parametrize("name", ["report", "", "pg_catalog", "information_schema"])
def test_a_schema_that_neither_side_has_is_refused(wesley: Wesley, live: str, name: str) -> None:
    load(live, "CREATE SCHEMA reports")
    result = wesley("plan", "--database-url", live, "--to", "empty", "--schema", name)
    assert (result.status, result.out) == (2, "")
    assert f"neither side has a PostgreSQL schema `{name}`" in result.err


@pytest.mark.parametrize(
    ("stands", "name"),
    [
        ("CREATE VIEW other.v AS SELECT name FROM public.users", "view other.v"),
        ("CREATE MATERIALIZED VIEW other.v AS SELECT name FROM public.users", "materialized view other.v"),
        ("CREATE TABLE other.x (id uuid CONSTRAINT k REFERENCES public.users)", "constraint k of other.x"),
        (
            "CREATE FUNCTION other.f(u public.users) RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "function other.f(u public.users)",
        ),
        ("CREATE TABLE other.x (u public.users)", "table other.x"),
    ],
)
def test_what_stands_on_it_from_another_schema_is_not_disturbed(
    wesley: Wesley, live: str, stands: str, name: str
) -> None:
    load(live, f"CREATE SCHEMA other; {stands}")
    result = wesley("plan", "--database-url", live, "--to", "empty", "--schema", "public", "--allow-drop", "*")
    assert (result.status, result.out) == (1, "")
    assert "error[MIG012]: the plan drops or renames public.users" in result.err
    assert f", and the {name} stands on it" in result.err
    assert "in a schema that is not compared" in result.err


def test_the_key_of_a_partition_that_is_partitioned_again_is_not_disturbed(wesley: Wesley, live: str) -> None:
    """Measured: its column would be dropped in the contract, and PostgreSQL refuses that."""
    parent = "CREATE TABLE parts (id int, k text, v int) PARTITION BY LIST (k);"
    below = "CREATE TABLE a PARTITION OF parts FOR VALUES IN ('a') PARTITION BY RANGE ((id + 1));"
    leaf = "CREATE TABLE a1 PARTITION OF a FOR VALUES FROM (1) TO (9) PARTITION BY HASH (v);"
    load(live, f"CREATE SCHEMA there; SET search_path = there; {parent} {below} {leaf}")
    for column in ("id", "v"):
        changed = parent.replace(f"{column} int", f"{column} bigint")
        wesley.write("new.sql", f"CREATE SCHEMA there; SET search_path = there; {changed} {below} {leaf}")
        result = wesley("plan", "--database-url", live, "--to", "new.sql", "--schema", "there")
        assert result.status == 1
        assert f"error[MIG012]: the plan changes the type of there.parts.{column}, and the partition" in result.err


def test_what_others_manage_stays_where_everything_shall_go(wesley: Wesley, live: str) -> None:
    load(live, "CREATE TABLE theirs (a integer); CREATE SCHEMA auth; CREATE TABLE auth.sessions (a integer)")
    wesley.write("wesley.toml", '[postgres]\nignore = ["theirs"]\n')
    result = wesley("plan", "--database-url", live, "--to", "empty", "--allow-drop", "*", "--format", "sql")
    assert "DROP TABLE public.users;" in result.out, result.err
    assert "theirs" not in result.out
    assert "auth" not in result.out
