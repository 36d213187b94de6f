"""Backfills that psql runs from end to end fill every row, whatever the key and the names are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from wesley.changes.statement import Batches, RelationName
from wesley.postgres.database import load
from wesley.postgres.session import StatementError, session
from wesley.sql.batches import by_key, by_page, key_after, update_keys, update_pages
from wesley.sql.error import SqlError

if TYPE_CHECKING:
    from wesley.postgres.embedded import EmbeddedServer

# Names that are the block's own words, and one that needs quotes.
HOSTILE = 'CREATE TABLE "my ""T" ("Low" integer, high text, found integer, key text, PRIMARY KEY ("Low", high))'
BATCHES = Batches(
    table=RelationName(schema="public", name='my "T'),
    key=("Low", "high"),
    assignments=(("found", '"Low" + 1'), ("key", "upper(high)")),
    condition="found IS NULL",
    size=7,
)
ROWS = """INSERT INTO "my ""T" SELECT number % 5, 'x' || number FROM generate_series(1, 100) AS number"""
FILLED = """SELECT count(*) FROM "my ""T" WHERE found = "Low" + 1 AND key = upper(high)"""


@pytest.mark.parametrize("text", ["1) OR (true", "1; DROP TABLE t", "", "1, 2"])
def test_a_value_is_one_expression(text: str) -> None:
    with pytest.raises(SqlError):
        by_key(replace(BATCHES, assignments=(("found", text),)))


def test_a_comment_ends_nothing() -> None:
    assert "-- gone" not in by_key(replace(BATCHES, condition="found IS NULL -- gone"))


@pytest.mark.server
@pytest.mark.parametrize("size", [1, 7, 100, 101])
def test_every_row_is_filled_along_the_key(database: str, size: int) -> None:
    load(database, f"{HOSTILE}; {ROWS}")
    with session(database) as worker:
        worker.run(by_key(replace(BATCHES, size=size)))
        assert worker.rows(FILLED) == [(100,)]


@pytest.mark.server
def test_every_row_is_filled_page_by_page(database: str) -> None:
    load(database, f"{HOSTILE}; {ROWS}")
    with session(database) as worker:
        worker.run(by_page(BATCHES))
        assert worker.rows(FILLED) == [(100,)]


@pytest.mark.server
def test_the_order_is_that_of_the_key_whatever_its_columns_are_called(database: str) -> None:
    load(
        database,
        "CREATE TABLE t (k2 integer, k1 integer, found integer, PRIMARY KEY (k2, k1));"
        "INSERT INTO t SELECT number % 10, 200 - number FROM generate_series(1, 100) AS number",
    )
    todo = Batches(
        table=RelationName(schema="public", name="t"),
        key=("k2", "k1"),
        assignments=(("found", "coalesce(found, 0) + 1"),),
        condition="true",
        size=7,
    )
    with session(database) as worker:
        assert worker.rows(key_after(todo, (), 15)) == [("1", "159")]
        assert worker.rows(key_after(todo, ("1", "159"), 5)) == [("2", "108")]
        assert worker.rows(key_after(todo, ("9", "100"), 20)) == []
        worker.run(by_key(todo))
        assert worker.rows("SELECT DISTINCT found FROM t") == [(1,)]


@pytest.mark.server
def test_each_batch_is_a_statement_too(database: str) -> None:
    load(database, f"{HOSTILE}; {ROWS}")
    with session(database) as worker:
        assert worker.change(update_keys(BATCHES, (), ("2", "x12"))) == 40
        assert worker.change(update_keys(BATCHES, ("2", "x12"), ("4", "x4"))) == 46
        assert worker.change(update_pages(BATCHES, 0, 1)) == 14
        assert worker.change(update_keys(BATCHES, (), ())) == 0
        assert worker.rows(FILLED) == [(100,)]


@pytest.mark.server
def test_a_table_without_rows_is_done(database: str) -> None:
    load(database, HOSTILE)
    with session(database) as worker:
        worker.run(by_key(BATCHES))
        worker.run(by_page(BATCHES))


@pytest.mark.server
def test_rows_that_are_done_are_passed_over(database: str) -> None:
    load(database, f"{HOSTILE}; {ROWS}")
    with session(database) as worker:
        worker.run("""UPDATE "my ""T" SET found = -1 WHERE high = 'x1'""")
        worker.run(by_key(BATCHES))
        assert worker.rows("""SELECT found, key FROM "my ""T" WHERE high = 'x1'""") == [(-1, None)]


@pytest.mark.server
def test_rows_that_are_hidden_stop_it(database: str, server: EmbeddedServer) -> None:
    load(database, f"{HOSTILE}; {ROWS}")
    with session(database) as worker:
        worker.run('ALTER TABLE "my ""T" ENABLE ROW LEVEL SECURITY; ALTER TABLE "my ""T" FORCE ROW LEVEL SECURITY')
        worker.run('GRANT ALL ON "my ""T" TO pg_monitor; SET ROLE pg_monitor')
        with pytest.raises(StatementError, match="row-level security"):
            worker.run(by_key(BATCHES))
