"""A walk along a key comes by every row, whatever the type of the key, the settings and the names are."""

from __future__ import annotations

import pytest

from tests.execute.backfill.filling import StillClock, batches, configure, count, filling
from wesley.postgres.database import load

pytestmark = pytest.mark.server

KEYS = {
    "integer": ("int", "n - 150"),
    "bigint": ("bigint", "n * 10000000000"),
    "text": ("text", "CASE n % 3 WHEN 0 THEN 'Ä' WHEN 1 THEN 'it''s' ELSE '\\ %s' END || n"),
    "text as bytes": ('text COLLATE "C"', "chr(60 + n % 70) || n"),
    "uuid": ("uuid", "md5(n::text)::uuid"),
    "timestamptz": ("timestamptz", "timestamptz '2024-03-30 22:00Z' + n * interval '17 minutes 0.000001 seconds'"),
    "date": ("date", "date '0001-01-05 BC' + n"),
    "numeric": ("numeric", "n / 7.0"),
    "float8": ("float8", "n / 7.0::float8"),
    "bytea": ("bytea", "decode(md5(n::text), 'hex')"),
    "char": ("char(6)", "'x ' || n"),
    "interval": ("interval", "n * interval '-1 days 2 hours'"),
    "domain": ("whole", "n"),
    "array": ("int[]", "ARRAY[n % 10, n]"),
}


@pytest.mark.parametrize("kind", KEYS)
def test_every_kind_of_key_comes_back_as_it_went(database: str, kind: str) -> None:
    type_name, value = KEYS[kind]
    load(
        database,
        f"""CREATE DOMAIN whole AS int CHECK (VALUE > 0); CREATE TABLE t (k {type_name} PRIMARY KEY, value int);
        INSERT INTO t SELECT {value}, NULL FROM generate_series(1, 200) n""",
    )
    configure(database, datestyle="'SQL, DMY'", intervalstyle="sql_standard", extra_float_digits="0")
    with filling(database, batches("t", ["k"], "1"), clock=StillClock()) as place:
        rows: list[int] = []
        place.watched(lambda event: rows.append(event.rows)).fill()
        assert rows[:4] == [10, 20, 40, 80]
        assert place.journal() == ("done", 200)
    assert count(database, "SELECT count(*) FROM t WHERE value IS NULL") == 0


def test_keys_that_are_enums(database: str) -> None:
    load(
        database,
        """CREATE TYPE colour AS ENUM ('red', 'green', 'blue');
        CREATE TABLE t (c colour, n int, value int, PRIMARY KEY (c, n));
        INSERT INTO t SELECT (enum_range(NULL::colour))[1 + n % 3], n FROM generate_series(1, 100) n""",
    )
    with filling(database, batches("t", ["c", "n"], "1")) as place:
        place.fill()
    assert count(database, "SELECT count(*) FROM t WHERE value IS NULL") == 0


def test_values_are_computed_under_the_settings_of_the_role(database: str) -> None:
    load(database, "CREATE TABLE t (id int PRIMARY KEY, value text); INSERT INTO t VALUES (1), (2)")
    configure(database, datestyle="German")
    with filling(database, batches("t", ["id"], "date '2024-12-31'::text")) as place:
        place.fill()
    assert count(database, "SELECT count(*) FROM t WHERE value = '31.12.2024'") == 2


def test_utc_is_meant_where_the_statement_says_so(database: str) -> None:
    load(database, "CREATE TABLE t (id int PRIMARY KEY, value text); INSERT INTO t VALUES (1), (2)")
    configure(database, timezone="'Asia/Tokyo'")
    with filling(database, batches("t", ["id"], "timestamptz '2024-01-01 00:00'::text"), utc=True) as place:
        place.fill()
    assert count(database, "SELECT count(*) FROM t WHERE value = '2024-01-01 00:00:00+00'") == 2


def test_names_and_keys_of_several_columns(database: str) -> None:
    load(
        database,
        """CREATE TABLE "My T" ("Kind" text, "no" int, "New" text, PRIMARY KEY ("Kind", "no"));
        INSERT INTO "My T" SELECT 'k' || n % 3, n FROM generate_series(1, 250) n""",
    )
    with filling(database, batches("My T", ["Kind", "no"], """"Kind" || "no" """, column="New")) as place:
        assert place.fill().rows == 250
    assert count(database, """SELECT count(*) FROM "My T" WHERE "New" = "Kind" || "no" """) == 250
