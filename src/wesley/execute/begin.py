"""From an address to a plan in the journal that a run may begin. Nothing is changed before `begin`."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from wesley.execute import guard, migrate
from wesley.execute.clock import Clock
from wesley.execute.codes import STANDBY, UNFINISHED_RUN
from wesley.execute.connections import Connections
from wesley.execute.journal import figures, plans
from wesley.execute.journal.install import has_journal, install
from wesley.execute.journal.plans import Entry, NewPlan
from wesley.execute.pooler import refuse_pooler
from wesley.postgres.session import Session, open_session
from wesley.problems.problem import Problem, ServerError, WesleyError


class Begun(Struct, frozen=True, kw_only=True):
    """A plan in the journal, and the token under which it may be run."""

    entry: Entry
    token: int


def enter(connections: Connections, clock: Clock, patience: float) -> None:
    """Come to a database as its only migrator.

    Args:
        connections: those of the run.
        clock: time.
        patience: seconds to wait for another migrator; 0 for none.

    Raises:
        ServerError: the address leads to a pooler or to a standby, or another migrator works here.
    """
    refuse_pooler(connections.worker, lambda: open_session(connections.conninfo))
    _refuse_standby(connections.worker)
    guard.take(connections.guard, clock, patience)


def _refuse_standby(session: Session) -> None:
    if session.rows("SELECT pg_is_in_recovery()")[0][0]:
        message = "the server is a standby, which takes no changes"
        help_text = "give the address of its primary; with several hosts, add target_session_attrs=read-write"
        raise ServerError(Problem(code=STANDBY, message=message, help=help_text))


def unfinished(session: Session) -> Entry | None:
    """The plan that was begun and not ended; None where there is none, or no journal.

    Raises:
        ServerError: the journal cannot be used.
    """
    return plans.begun(session) if has_journal(session) else None


def refuse_unfinished(entry: Entry | None) -> None:
    """See that no plan was begun and not ended.

    Args:
        entry: from `unfinished`.

    Raises:
        WesleyError: one was.
    """
    if entry is not None:
        message = f"plan {entry.name} was begun at {entry.made_at} and not finished"
        help_text = "`wesley migrate --resume` goes on with it, `wesley rollback` leads back from what it has done"
        raise WesleyError(Problem(code=UNFINISHED_RUN, message=message, help=help_text))


def begin(connections: Connections, new: NewPlan, gate: Callable[[], None]) -> Begun:
    """Write a plan into the journal, which is made where there is none.

    Args:
        connections: their guard holds the advisory lock.
        new: the plan.
        gate: as for `migrate.store`.

    Raises:
        WesleyError: the gate refuses it, or the server does; the database holds nothing new but an empty journal.
    """
    install(connections.worker)
    figures.make(connections.worker)
    token = guard.next_token(connections.guard)
    return Begun(entry=migrate.store(connections.worker, new, gate), token=token)


def resumed(connections: Connections, entry: Entry) -> Begun:
    """An unfinished plan, to go on with it under a new token."""
    return Begun(entry=entry, token=guard.next_token(connections.guard))
