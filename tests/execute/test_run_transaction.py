"""A segment in one transaction: its locks, its journal, and what others change meanwhile."""

from __future__ import annotations

import threading

import pytest

from tests.execute.place import begun, is_done
from wesley.execute.codes import CHANGED_MEANWHILE, FENCED_OFF, LOCK_NOT_OBTAINED, STEP_FAILED
from wesley.execute.errors import is_lost
from wesley.execute.run_transaction import run_transaction
from wesley.execute.settings import Settings
from wesley.observe.events import LockRefused, StatementDone
from wesley.postgres.session import StatementError, session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server

OLD = "type User @table { id: ID! @primaryKey name: String! }"
NEW = "type User @table { id: ID! @primaryKey name: String! age: Int }"
_COLUMNS = "SELECT attname FROM pg_attribute WHERE attrelid = 'users'::regclass AND attnum > 0 AND NOT attisdropped"


def columns(conninfo: str) -> set[str]:
    with session(conninfo) as one:
        return {name for (name,) in one.rows(_COLUMNS)}


def test_it_is_done_and_in_the_journal_at_once(database: str) -> None:
    with begun(database, OLD, NEW) as place:
        run_transaction(place.run, place.next())
        assert is_done(place.connections.monitor, place.entry.plan, 1)
        assert len(place.told(StatementDone)) == 1
    assert "age" in columns(database)


def test_nothing_has_happened_while_a_lock_is_not_to_be_had(database: str) -> None:
    with begun(database, OLD, NEW) as place, session(database) as reader:
        reader.run("BEGIN")
        reader.rows("SELECT * FROM users")
        with pytest.raises(ServerError) as caught:
            run_transaction(place.run, place.next())
        assert caught.value.problems[0].code is LOCK_NOT_OBTAINED
        assert f"process {reader.pid}" in caught.value.problems[0].message
        assert not place.connections.worker.in_transaction
    assert "age" not in columns(database)


def test_a_lock_that_comes_free_is_taken(database: str) -> None:
    with begun(database, OLD, NEW) as place, session(database) as reader:
        reader.run("BEGIN")
        reader.rows("SELECT * FROM users")
        threading.Timer(0.3, lambda: reader.run("COMMIT")).start()
        done = run_transaction(place.run, place.next())
        assert done.waited > 0
    assert "age" in columns(database)


def test_a_young_holder_is_told_as_the_blocker_of_an_attempt(database: str) -> None:
    """Where the holder is younger than half the budget the lock is asked for, for a moment."""
    patient = Settings(stall_budget=2.0, patience=5.0)
    with begun(database, OLD, NEW, settings=patient) as place, session(database) as reader:
        reader.run("BEGIN")
        reader.rows("SELECT * FROM users")
        threading.Timer(3.0, lambda: reader.run("COMMIT")).start()
        run_transaction(place.run, place.next())
        refused = place.told(LockRefused)
        assert [one.blockers[0].pid for one in refused if isinstance(one, LockRefused)][:1] == [reader.pid]


def test_what_somebody_else_has_changed_is_seen_under_the_lock(database: str) -> None:
    with begun(database, OLD, NEW) as place:
        with session(database) as other:
            other.run("CREATE INDEX strange ON users (name)")
        with pytest.raises(ServerError) as caught:
            run_transaction(place.run, place.next())
        assert caught.value.problems[0].code is CHANGED_MEANWHILE
        assert "public.users: indexes" in caught.value.problems[0].message
    assert "age" not in columns(database)


def test_vacuum_analyze_and_reindex_are_no_change(database: str) -> None:
    with begun(database, OLD, NEW, rows="INSERT INTO users VALUES (gen_random_uuid(), 'Ann');") as place:
        with session(database) as other:
            other.run("VACUUM (FREEZE, ANALYZE) users")
            other.run("REINDEX TABLE CONCURRENTLY users")
        run_transaction(place.run, place.next())


def test_a_migrator_that_was_cut_off_changes_nothing(database: str) -> None:
    with begun(database, OLD, NEW) as place:
        with session(database) as other:
            other.run("UPDATE wesley.fence SET token = token + 1")
        with pytest.raises(ServerError) as caught:
            run_transaction(place.run, place.next())
        assert caught.value.problems[0].code is FENCED_OFF
    assert "age" not in columns(database)


def test_a_statement_that_fails_is_named_with_the_way_out(database: str) -> None:
    rows = "CREATE DOMAIN strange AS int; CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS "
    rows += "$$BEGIN RAISE 'not today'; END$$; CREATE EVENT TRIGGER t ON ddl_command_start EXECUTE FUNCTION f();"
    with begun(database, OLD, NEW) as place, session(database) as other:
        other.run(rows)
        with pytest.raises(StatementError) as caught:
            run_transaction(place.run, place.next())
        other.run("DROP EVENT TRIGGER t")
        problem = caught.value.problems[0]
        assert problem.code is STEP_FAILED
        assert "not today" in problem.message
        assert "ALTER TABLE" in problem.help
        assert not place.connections.worker.in_transaction


def test_a_connection_that_is_lost_is_told_apart(database: str) -> None:
    with begun(database, OLD, NEW) as place:
        with session(database) as other:
            other.rows("SELECT pg_terminate_backend(%s)", [place.connections.worker.pid])
        with pytest.raises(StatementError) as caught:
            run_transaction(place.run, place.next())
        assert is_lost(caught.value)
        assert place.connections.broken() == ("worker",)
