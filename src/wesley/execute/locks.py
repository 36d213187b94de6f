"""Locks without queues: look who holds them, ask for a moment, give up, try again.

What that gains is measured by `make proof` and told in docs/adr/0015.
"""

from __future__ import annotations

from wesley.changes.lock import Lock, RelationLock
from wesley.execute.codes import LOCK_NOT_OBTAINED
from wesley.execute.errors import INSUFFICIENT_PRIVILEGE
from wesley.execute.first_seen import FirstSeen
from wesley.execute.heartbeat import Pulse
from wesley.execute.holders import holders, told
from wesley.execute.run import Run
from wesley.observe.events import Blocker, BlockerEnded, HoldersSeen
from wesley.postgres.session import Session, StatementError
from wesley.problems.problem import Problem, ServerError
from wesley.sql.text import qualified, quote_literal

_LOOK_SECONDS = 0.02
_TELL_SECONDS = 5.0
_VACUUM = "autovacuum worker"
# A vacuum that nobody has asked for gives way to who waits for deadlock_timeout, a second by default (manual, "Routine
# Vacuuming"); asking in a mode that blocks neither readers nor writers costs nobody anything.
_VACUUM_SECONDS = 3.0
_WEAK = Lock.SHARE_UPDATE_EXCLUSIVE.value
# A client that is stopped, or cut off by the network, would hold its locks until the server misses it: for two hours
# where the system's keepalive is the usual one. Between two statements of a transaction a run takes milliseconds.
UNLESS_IDLE = "SET LOCAL idle_in_transaction_session_timeout = '5s'"
# Kinds of backends that a user may have ended; replication and the server's own are never touched.
_ENDABLE = "client backend"


def names_of(locks: tuple[RelationLock, ...]) -> tuple[str, ...]:
    """Relations as people read them."""
    return tuple(f"{lock.schema}.{lock.name}" for lock in locks)


def wait_for_holders(run: Run, locks: tuple[RelationLock, ...], until: float, pulse: Pulse, memory: FirstSeen) -> bool:
    """Ask for nothing as long as somebody holds for long already what is needed; gives whether a vacuum holds it.

    A transaction that is younger than half the stall budget will end soon: to look again and again for a moment at
    which there is none would take for ever on a busy table. Of who does not show its age, those that are there at the
    first look are waited for.

    Args:
        run: the run.
        locks: what it needs.
        until: the end of its patience, by its clock.
        pulse: its signs of life.
        memory: since when each holder is there.

    Raises:
        ServerError: the patience of the run is at its end.
    """
    began = told_at = run.clock.now()
    memory.begin()
    while True:
        seen = holders(run.connections.monitor, locks, run.connections.pids())
        now = run.clock.now()
        found = _old(run, memory.aged(seen, now), memory.may_be_old(seen))
        if not found:
            return any(one.blocker.kind == _VACUUM for one in seen)
        end_blockers(run, found)
        if now >= until:
            raise ServerError(not_obtained(locks, found))
        if now - told_at >= _TELL_SECONDS:
            run.emit(HoldersSeen(relations=names_of(locks), blockers=found, waiting=now - began))
            told_at = now
        pulse.beat()
        run.clock.sleep(run.clock.jitter(_LOOK_SECONDS))


def begin(worker: Session, locks: tuple[RelationLock, ...], owned: frozenset[str], *, vacuum: bool = False) -> None:
    """Begin a transaction and lock its tables in the order of their names, each without what is below it.

    The server ends it when nothing comes from the worker for five seconds.

    Args:
        worker: outside any transaction, its `lock_timeout` set.
        locks: from `strong_locks`.
        owned: the tables of them that this role may lock, as `qualified`.
        vacuum: whether an autovacuum has to be made to give way first, in a mode that is in nobody else's.

    Raises:
        StatementError: one was not to be had in time, or is not there.
    """
    wanted = [(qualified(lock.schema, lock.name), lock.mode.value) for lock in locks]
    taken = [f"LOCK TABLE ONLY {name} IN {mode} MODE" for name, mode in wanted if name in owned]
    if vacuum:
        before = worker.rows("SELECT current_setting('lock_timeout')")[0][0]
        weak = [f"LOCK TABLE ONLY {name} IN {_WEAK} MODE" for name, _ in wanted if name in owned]
        patient = f"SET LOCAL lock_timeout = '{_VACUUM_SECONDS:.0f}s'"
        taken = [patient, *weak, f"SET LOCAL lock_timeout = {quote_literal(before)}", *taken]
    worker.run("; ".join(["BEGIN ISOLATION LEVEL READ COMMITTED", UNLESS_IDLE, *taken]))


_OWNED = """
SELECT asked.name FROM unnest(%s::text[]) AS asked (name) JOIN pg_class c ON c.oid = to_regclass(asked.name)
WHERE c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE')
"""


def lockable(monitor: Session, locks: tuple[RelationLock, ...]) -> frozenset[str]:
    """The tables among them that this role owns; LOCK TABLE takes no index, and of a view all that it reads."""
    names = [qualified(lock.schema, lock.name) for lock in locks]
    return frozenset(name for (name,) in monitor.rows(_OWNED, [names], prepare=True)) if names else frozenset()


def not_obtained(locks: tuple[RelationLock, ...], blockers: tuple[Blocker, ...]) -> Problem:
    """The patience of the run is at its end."""
    who = told(blockers) or "others, a moment at a time"
    return Problem(
        code=LOCK_NOT_OBTAINED,
        message=f"no lock on {', '.join(names_of(locks))}: it is held by {who}",
        help="nothing of this segment has happened; end what holds it and run `wesley migrate --resume`, or resume "
        "with --kill-blockers-after 30s",
    )


def _old(run: Run, found: tuple[Blocker, ...], may_be_old: frozenset[int]) -> tuple[Blocker, ...]:
    """Those who will not be done in a moment; an autovacuum is dealt with otherwise, an old one too."""
    least = run.settings.stall_budget / 2
    return tuple(one for one in found if (one.age >= least or one.pid in may_be_old) and one.kind != _VACUUM)


def end_blockers(run: Run, found: tuple[Blocker, ...]) -> None:
    """End clients that are in the way for longer than the user wants to wait; nobody unless the user asked for it."""
    after = run.settings.kill_blockers_after
    if after is None:
        return
    for one in found:
        if one.kind == _ENDABLE and one.age >= after:
            _end(run, one)
            run.emit(BlockerEnded(blocker=one))


def _end(run: Run, blocker: Blocker) -> None:
    try:
        run.connections.monitor.rows("SELECT pg_terminate_backend(%s)", [blocker.pid])
    except StatementError as error:
        if error.refusal.sqlstate != INSUFFICIENT_PRIVILEGE:
            raise
        message = f"{told((blocker,))} is in the way, and this role may not end it"
        help_text = "GRANT pg_signal_backend to it, end that session by hand, or leave --kill-blockers-after out"
        raise ServerError(Problem(code=LOCK_NOT_OBTAINED, message=message, help=help_text)) from None
