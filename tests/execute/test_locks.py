"""Locks without queues, where a vacuum is on the table."""

from __future__ import annotations

import time

import pytest

from tests.execute.place import begun
from tests.execute.standby import alone
from tests.execute.test_run_transaction import NEW, OLD, columns
from tests.support.servers import binaries_of
from wesley.changes.lock import Lock, RelationLock
from wesley.execute.errors import is_lost
from wesley.execute.locks import UNLESS_IDLE, begin, lockable, names_of
from wesley.execute.run_transaction import run_transaction
from wesley.execute.settings import Settings
from wesley.postgres.session import Session, StatementError, session

pytestmark = pytest.mark.server

ROWS = "INSERT INTO users SELECT gen_random_uuid(), repeat('x', 500) FROM generate_series(1, 20000); DELETE FROM users;"
# The smallest steps and the longest pauses there are: it takes minutes.
SLOW = "ALTER TABLE users SET (autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1)"
VACUUMS = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'autovacuum worker' AND query ~ 'public.users'"


def lock(name: str, mode: Lock = Lock.ACCESS_EXCLUSIVE) -> RelationLock:
    return RelationLock(schema="public", name=name, mode=mode)


def test_a_vacuum_that_nobody_asked_for_gives_way_within_a_second() -> None:
    """It ends itself for who waits for deadlock_timeout, which is longer than the stall budget."""
    patient = Settings(stall_budget=0.1, patience=10.0)
    with alone(binaries_of(15), "-c autovacuum=on -c autovacuum_naptime=1s") as database:
        with begun(database, OLD, NEW, rows=f"{SLOW};{ROWS}", settings=patient) as place, session(database) as admin:
            _until_vacuumed(admin)
            run_transaction(place.run, place.next())
        assert "age" in columns(database)


def test_it_does_where_nobody_says_that_it_is_one() -> None:
    patient = Settings(stall_budget=0.1, patience=10.0)
    with alone(binaries_of(15), "-c autovacuum=on -c autovacuum_naptime=1s") as database:
        with session(database) as admin:
            admin.run("CREATE ROLE owner LOGIN; GRANT CREATE ON SCHEMA public TO owner")
            admin.run("DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO owner', current_database()); END $$")
        owner = f"{database} user=owner"
        with begun(owner, OLD, NEW, rows=f"{SLOW};{ROWS}", settings=patient) as place, session(database) as admin:
            _until_vacuumed(admin)
            run_transaction(place.run, place.next())
        assert "age" in columns(database)


def _until_vacuumed(admin: Session) -> None:
    for _ in range(600):
        if admin.rows(VACUUMS) != [(0,)]:
            return
        time.sleep(0.1)
    pytest.fail("no autovacuum has come")


def test_tables_are_locked_in_the_order_of_their_names(database: str) -> None:
    with session(database) as one, session(database) as monitor:
        one.run("CREATE TABLE b (id int); CREATE TABLE a (id int); CREATE VIEW v AS SELECT 1; CREATE INDEX i ON a (id)")
        wanted = (lock("a"), lock("b", Lock.SHARE), lock("i"), lock("v"))
        owned = lockable(monitor, wanted)
        assert owned == {"public.a", "public.b"}
        begin(one, wanted, owned)
        sql = "SELECT relation::regclass::text, mode FROM pg_locks WHERE pid = %s AND locktype = 'relation' ORDER BY 1"
        assert monitor.rows(sql, [one.pid]) == [("a", "AccessExclusiveLock"), ("b", "ShareLock")]
        one.run("ROLLBACK")


def test_the_table_is_locked_without_those_below_it(database: str) -> None:
    with session(database) as one, session(database) as monitor:
        one.run("CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)")
        begin(one, (lock("p"),), frozenset({"public.p"}))
        sql = "SELECT relation::regclass::text FROM pg_locks WHERE pid = %s AND locktype = 'relation'"
        assert monitor.rows(sql, [one.pid]) == [("p",)]
        one.run("ROLLBACK")


def test_people_read_names_with_their_schema() -> None:
    assert names_of((lock("a"), lock("B c"))) == ("public.a", "public.B c")


def test_a_migrator_that_is_stopped_keeps_its_locks_for_a_moment_only(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = UNLESS_IDLE.replace("'5s'", "'50ms'")
    assert short != UNLESS_IDLE
    monkeypatch.setattr("wesley.execute.locks.UNLESS_IDLE", short)
    with session(database) as stopped, session(database) as client:
        client.run("CREATE TABLE a (id int); SET lock_timeout = '30s'")
        begin(stopped, (lock("a"),), frozenset({"public.a"}))
        client.run("SELECT FROM a")
        with pytest.raises(StatementError) as caught:
            stopped.run("SELECT 1")
        assert is_lost(caught.value)
