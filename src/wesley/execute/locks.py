"""Locks without queues: look who holds them, ask for a moment, give up, try again.

What that gains is measured by `make proof` and told in docs/adr/0015.
"""

from __future__ import annotations

from wesley.changes.lock import Lock, RelationLock
from wesley.execute.codes import LOCK_NOT_OBTAINED
from wesley.execute.holders import holders, told
from wesley.execute.run import Run
from wesley.observe.events import Blocker, BlockerEnded, HoldersSeen
from wesley.postgres.session import Session
from wesley.problems.problem import Problem, ServerError
from wesley.sql.text import qualified

_LOOK_SECONDS = 0.02
_TELL_SECONDS = 5.0
_VACUUM = "autovacuum worker"
# A vacuum that nobody has asked for gives way to who waits for deadlock_timeout, a second by default (manual, "Routine
# Vacuuming"); asking in a mode that blocks neither readers nor writers costs nobody anything.
_VACUUM_SECONDS = 3.0
# Kinds of backends that a user may have ended; replication and the server's own are never touched.
_ENDABLE = "client backend"


def names_of(locks: tuple[RelationLock, ...]) -> tuple[str, ...]:
    """Relations as people read them."""
    return tuple(f"{lock.schema}.{lock.name}" for lock in locks)


def wait_for_holders(run: Run, locks: tuple[RelationLock, ...], until: float) -> float:
    """Ask for nothing as long as somebody holds for long already what is needed; gives the seconds of waiting.

    A transaction that is younger than half the stall budget will end soon: to look again and again for a moment at
    which there is none would take for ever on a busy table.

    Raises:
        ServerError: the patience of the run is at its end.
    """
    began = told_at = run.clock.now()
    while True:
        found = _old(run, holders(run.connections.monitor, locks, run.connections.pids()))
        now = run.clock.now()
        if not found:
            return now - began
        end_blockers(run, found)
        if now >= until:
            raise ServerError(not_obtained(locks, found))
        if now - told_at >= _TELL_SECONDS:
            run.emit(HoldersSeen(relations=names_of(locks), blockers=found, waiting=now - began))
            told_at = now
        run.clock.sleep(run.clock.jitter(_LOOK_SECONDS))


def take(worker: Session, locks: tuple[RelationLock, ...], owned: frozenset[str]) -> None:
    """Lock the tables in the order of their names, each without what is below it.

    Args:
        worker: inside a transaction whose `lock_timeout` is set.
        locks: from `strong_locks`.
        owned: the tables of them that this role may lock, as `qualified`.

    Raises:
        StatementError: one was not to be had in time, or is not there.
    """
    for lock in locks:
        name = qualified(lock.schema, lock.name)
        if name in owned:
            worker.run(f"LOCK TABLE ONLY {name} IN {lock.mode.value} MODE")


_OWNED = """
SELECT asked.name FROM unnest(%s::text[]) AS asked (name) JOIN pg_class c ON c.oid = to_regclass(asked.name)
WHERE c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE')
"""


def lockable(monitor: Session, locks: tuple[RelationLock, ...]) -> frozenset[str]:
    """The tables among them that this role owns; LOCK TABLE takes no index, and of a view all that it reads."""
    names = [qualified(lock.schema, lock.name) for lock in locks]
    return frozenset(name for (name,) in monitor.rows(_OWNED, [names])) if names else frozenset()


def send_vacuum_away(run: Run, locks: tuple[RelationLock, ...], owned: frozenset[str]) -> None:
    """Inside the transaction: where an autovacuum is on a table, stand in its way without being in anybody else's."""
    found = holders(run.connections.monitor, locks, run.connections.pids())
    if not any(one.kind == _VACUUM for one in found):
        return
    worker = run.connections.worker
    before = worker.rows("SELECT current_setting('lock_timeout')")[0][0]
    worker.run(f"SET LOCAL lock_timeout = '{_VACUUM_SECONDS:.0f}s'")
    weak = tuple(
        RelationLock(schema=lock.schema, name=lock.name, mode=Lock.SHARE_UPDATE_EXCLUSIVE)
        for lock in locks
        if lock.mode.strength > Lock.SHARE_UPDATE_EXCLUSIVE.strength
    )
    take(worker, weak, owned)
    worker.rows("SELECT set_config('lock_timeout', %s, true)", [before])


def not_obtained(locks: tuple[RelationLock, ...], blockers: tuple[Blocker, ...]) -> Problem:
    """The patience of the run is at its end."""
    who = told(blockers) or "others, a moment at a time"
    return Problem(
        code=LOCK_NOT_OBTAINED,
        message=f"no lock on {', '.join(names_of(locks))}: it is held by {who}",
        help="nothing of this segment has happened; end what holds it and run `wesley migrate --resume`, or resume "
        "with --kill-blockers-after 30s",
    )


def _old(run: Run, found: tuple[Blocker, ...]) -> tuple[Blocker, ...]:
    """Those who will not be done in a moment; an autovacuum is dealt with otherwise, an old one too."""
    least = run.settings.stall_budget / 2
    return tuple(one for one in found if one.age >= least and one.kind != _VACUUM)


def end_blockers(run: Run, found: tuple[Blocker, ...]) -> None:
    """End clients that are in the way for longer than the user wants to wait; nobody unless the user asked for it."""
    after = run.settings.kill_blockers_after
    if after is None:
        return
    for one in found:
        if one.kind == _ENDABLE and one.age >= after:
            run.connections.monitor.rows("SELECT pg_terminate_backend(%s)", [one.pid])
            run.emit(BlockerEnded(blocker=one))
