"""Who is in the way of a lock."""

from __future__ import annotations

import pytest

from wesley.changes.lock import Lock, RelationLock
from wesley.execute.holders import holders, told
from wesley.postgres.session import session

pytestmark = pytest.mark.server

_MODES = [(held, wanted) for held in Lock for wanted in Lock]


def wanted(mode: Lock) -> tuple[RelationLock, ...]:
    return (RelationLock(schema="public", name="t", mode=mode),)


def test_it_says_for_all_modes_what_the_server_says(database15: str) -> None:
    """The table of conflicting modes, asked of a server with NOWAIT."""
    with session(database15) as one, session(database15) as other, session(database15) as monitor:
        one.run("CREATE TABLE t (id int)")
        for held, mode in _MODES:
            one.run(f"BEGIN; LOCK TABLE t IN {held.value} MODE")
            found = [one.blocker.pid for one in holders(monitor, wanted(mode), [other.pid])]
            refused = _refused(other, mode)
            one.run("ROLLBACK")
            assert (held, mode, bool(found)) == (held, mode, refused)
            assert found in ([], [one.pid])


def _refused(other: object, mode: Lock) -> bool:
    from wesley.postgres.session import Session, StatementError

    assert isinstance(other, Session)
    other.run("BEGIN")
    try:
        other.run(f"LOCK TABLE t IN {mode.value} MODE NOWAIT")
    except StatementError:
        return True
    finally:
        other.run("ROLLBACK")
    return False


def test_the_oldest_comes_first_without_the_values_of_its_query(database: str) -> None:
    with session(database) as old, session(database) as young, session(database) as monitor:
        old.run("CREATE TABLE t (id int)")
        for one in (old, young):
            one.run("BEGIN")
            one.rows("SELECT 'a secret' FROM t WHERE id = 4711")
        found = tuple(one.blocker for one in holders(monitor, wanted(Lock.ACCESS_EXCLUSIVE), []))
        assert [blocker.pid for blocker in found] == [old.pid, young.pid]
        assert found[0].age >= found[1].age
        text = told(found)
        assert "FROM t WHERE id" in text
        assert "secret" not in text
        assert "4711" not in text


def test_ours_and_what_is_not_there_hold_nothing(database: str) -> None:
    with session(database) as one, session(database) as monitor:
        assert holders(monitor, wanted(Lock.ACCESS_EXCLUSIVE), []) == ()
        one.run("CREATE TABLE t (id int); BEGIN; LOCK TABLE t")
        assert holders(monitor, wanted(Lock.ACCESS_EXCLUSIVE), [one.pid]) == ()


def test_the_beginning_of_others_is_hidden_from_who_may_not_monitor(database: str) -> None:
    with session(database) as admin, session(database) as one:
        admin.run("CREATE TABLE t (id int); CREATE ROLE looks_on LOGIN")
        try:
            one.run("BEGIN; SELECT FROM t")
            with session(database.replace("user=postgres", "user=looks_on")) as monitor:
                (found,) = holders(monitor, wanted(Lock.ACCESS_EXCLUSIVE), [])
            assert (found.blocker.pid, found.blocker.age, found.is_timed) == (one.pid, 0.0, False)
            (known,) = holders(admin, wanted(Lock.ACCESS_EXCLUSIVE), [])
            assert known.is_timed
            assert known.transaction == found.transaction
        finally:
            admin.run("DROP ROLE looks_on")
