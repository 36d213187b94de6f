"""A backfill gives every row its value once, whatever the key is and whatever happens meanwhile."""

from __future__ import annotations

import threading

import pytest

from tests.execute.backfill.filling import StillClock, batches, count, filling
from tests.execute.place import begun
from wesley.execute.codes import CHANGED_MEANWHILE, FENCED_OFF, STEP_FAILED
from wesley.execute.errors import is_lost
from wesley.execute.settings import Settings
from wesley.observe.events import BatchDone, Progressed, Reconnected, StatementDone
from wesley.postgres.database import load
from wesley.postgres.session import StatementError, session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server

SIMPLE = "CREATE TABLE t (id int PRIMARY KEY, value text); INSERT INTO t SELECT n, NULL FROM generate_series(1, 300) n;"
BY_ID = batches("t", ["id"], "id || '%'")
UNFILLED = "SELECT count(*) FROM t WHERE value IS DISTINCT FROM id || '%'"


def test_partitions_are_walked_as_one_table(database: str) -> None:
    load(
        database,
        """CREATE TABLE t (id int PRIMARY KEY, value text) PARTITION BY RANGE (id);
        CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (100);
        CREATE TABLE t2 PARTITION OF t FOR VALUES FROM (100) TO (1000);
        INSERT INTO t SELECT n FROM generate_series(1, 300) n""",
    )
    with filling(database, BY_ID) as place:
        assert place.fill().rows == 300
    assert count(database, UNFILLED) == 0


def test_without_a_key_it_goes_through_the_pages_until_nothing_is_left(database: str) -> None:
    """A row that a client moves meanwhile to a page behind is found by the next pass."""
    load(
        database,
        """CREATE TABLE t (id int, pad text, value text) WITH (fillfactor = 50);
        INSERT INTO t SELECT n, repeat('x', 500), NULL FROM generate_series(1, 300) n""",
    )
    with filling(database, batches("t", [], "id || '%'")) as place, session(database) as client:
        moved = iter([True])

        def move(_: BatchDone) -> None:
            if next(moved, False):
                client.run("UPDATE t SET pad = pad || 'y' WHERE id > 290")

        place.watched(move).fill()
        assert place.journal() == ("done", 300)
    assert count(database, UNFILLED) == 0


@pytest.mark.parametrize("key", [["id"], []])
def test_rows_whose_value_stays_null_do_not_keep_it_for_ever(database: str, key: list[str]) -> None:
    load(database, SIMPLE)
    with filling(database, batches("t", key, "CASE WHEN id % 2 = 0 THEN 'even' END")) as place:
        place.fill()
    assert count(database, "SELECT count(*) FROM t WHERE value = 'even'") == 150


@pytest.mark.parametrize("key", [["id"], []])
def test_an_empty_table_is_done(database: str, key: list[str]) -> None:
    load(database, "CREATE TABLE t (id int PRIMARY KEY, value text)")
    with filling(database, batches("t", key, "'x'")) as place:
        assert place.fill().rows == 0
        assert place.journal() == ("done", 0)


@pytest.mark.parametrize("key", [["id"], []])
def test_connections_that_are_lost_lose_and_repeat_nothing(database: str, key: list[str]) -> None:
    """Each row takes its number from a sequence, so that a row that was filled twice would show."""
    load(
        database,
        "CREATE SEQUENCE s; CREATE TABLE t (id int PRIMARY KEY, value int); "
        "INSERT INTO t SELECT n FROM generate_series(1, 2000) n; CREATE TABLE log (id int, value int);"
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN INSERT INTO log VALUES (NEW.*); RETURN NEW; END';"
        "CREATE TRIGGER t AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()",
    )
    with filling(database, batches("t", key, "nextval('s')")) as place, session(database) as killer:
        connections = place.connections
        kills = iter(["worker", "monitor", "worker"])

        def kill(_: BatchDone) -> None:
            if role := next(kills, ""):
                killed = connections.worker if role == "worker" else connections.monitor
                killer.rows("SELECT pg_terminate_backend(%s)", [killed.pid])

        place.watched(kill).go_on()
        assert place.journal() == ("done", 2000)
        assert len([one for one in place.events if isinstance(one, Reconnected)]) == 3
    assert count(database, "SELECT count(*) FROM t WHERE value IS NULL") == 0
    assert count(database, "SELECT count(*) FROM log") == 2000


def test_it_goes_on_where_it_stood(database: str) -> None:
    load(database, SIMPLE)
    with filling(database, BY_ID) as place:

        def interrupt(_: BatchDone) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            place.watched(interrupt).fill()
        assert not place.connections.worker.in_transaction
        assert place.journal() == ("started", 10)
        segment = place.next()
        assert segment is not None
        assert '"low":["11"]' in segment.position
        assert place.fill().rows == 290
        assert place.journal() == ("done", 300)
    assert count(database, UNFILLED) == 0


def test_clients_write_meanwhile(database: str) -> None:
    load(
        database,
        SIMPLE.replace("300", "5000") + "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN NEW.value := NEW.id || ''%''; RETURN NEW; END';"
        "CREATE TRIGGER fill BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()",
    )
    end = threading.Event()

    def write() -> None:
        with session(database) as client:
            number = 0
            while not end.is_set():
                number += 1
                client.run(f"INSERT INTO t VALUES ({10000 + number}); DELETE FROM t WHERE id = {number * 7}")
                client.run(f"UPDATE t SET id = -id WHERE id = {number * 5 + 1}")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with filling(database, BY_ID, settings=Settings(stall_budget=0.1, patience=20.0)) as place:
            place.fill()
    finally:
        end.set()
        writer.join()
    assert count(database, UNFILLED) == 0


def test_batches_grow_when_there_is_time(database: str) -> None:
    load(database, SIMPLE.replace("300", "5000"))
    with filling(database, BY_ID, clock=StillClock()) as place:
        place.fill()
        sizes = [one.size for one in place.events if isinstance(one, BatchDone)]
        assert sizes[:3] == [20, 40, 80]
        assert max(sizes) > 1000
        (done,) = (one for one in place.events if isinstance(one, StatementDone))
        assert done.rows == 5000


def test_it_tells_how_far_it_is(database: str) -> None:
    load(database, SIMPLE + "ANALYZE t;")
    with filling(database, BY_ID) as place:
        place.fill()
        told = [one for one in place.events if isinstance(one, Progressed)]
        assert (told[0].done, told[0].total, told[0].unit) == (10, 300, "rows")
        assert (told[-1].done, told[-1].total) == (300, 300)
        assert told[0].fastest is not None


def test_a_change_by_somebody_else_stops_it(database: str) -> None:
    load(database, SIMPLE)
    with filling(database, BY_ID) as place:
        with session(database) as other:
            other.run("ALTER TABLE t ADD COLUMN strange int")
        with pytest.raises(ServerError) as caught:
            place.fill()
        assert caught.value.problems[0].code is CHANGED_MEANWHILE
        assert place.journal() == ("waiting", 0)
    assert count(database, "SELECT count(value) FROM t") == 0


def test_a_migrator_that_was_cut_off_changes_nothing(database: str) -> None:
    load(database, SIMPLE)
    with filling(database, BY_ID) as place:
        with session(database) as other:
            other.run("UPDATE wesley.fence SET token = token + 1")
        with pytest.raises(ServerError) as caught:
            place.fill()
        assert caught.value.problems[0].code is FENCED_OFF
    assert count(database, "SELECT count(value) FROM t") == 0


def test_a_value_that_cannot_be_computed_is_told_with_its_statement(database: str) -> None:
    load(database, SIMPLE)
    with filling(database, batches("t", ["id"], "(1 / (id - 155))::text")) as place:
        with pytest.raises(StatementError) as caught:
            place.fill()
        assert not is_lost(caught.value)
        assert caught.value.problems[0].code is STEP_FAILED
        assert "division by zero" in caught.value.problems[0].message
        state, rows = place.journal()
        assert state == "started"
        assert rows == count(database, "SELECT count(value) FROM t") > 0


def test_a_plan_that_fills_a_column_leads_to_its_schema(database: str) -> None:
    old = "type Reading @table { id: Int! @primaryKey place: String! }"
    new = 'type Reading @table { id: Int! @primaryKey place: String! mark: Float! @default(expr: "random()") }'
    rows = "INSERT INTO readings SELECT n, 'here' FROM generate_series(1, 2000) n;"
    with begun(database, old, new, rows=rows) as place:
        place.to_the_end()
        assert place.told(BatchDone)
    assert count(database, "SELECT count(DISTINCT mark) FROM readings") > 1900


def test_partitions_without_a_key_are_walked_one_by_one(database: str) -> None:
    load(
        database,
        """CREATE TABLE t (id int, value text) PARTITION BY RANGE (id);
        CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (100);
        CREATE TABLE t2 PARTITION OF t FOR VALUES FROM (100) TO (1000);
        INSERT INTO t SELECT n FROM generate_series(1, 300) n""",
    )
    with filling(database, batches("t1", [], "id || '%'")) as place:
        assert place.fill().rows == 99
    assert count(database, UNFILLED) == 201
