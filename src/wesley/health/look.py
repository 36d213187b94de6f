"""Making checks: one after the other, none of which can change, block or end anything."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from wesley.health.check import Check, Finding, Result, Status, error, skipped
from wesley.health.server import Server
from wesley.observe.events import Emit
from wesley.observe.looking import HealthChecked
from wesley.postgres.patience import unless_done
from wesley.postgres.session import Session, StatementError
from wesley.problems.problem import WesleyError

Subject = TypeVar("Subject")

# Of a check that begins transactions of its own, such as reading the whole catalog.
LIMIT_SECONDS = 60.0
# LOCAL: behind a pooler a setting of the session would be somebody else's later.
_BEGIN = """
BEGIN READ ONLY;
SET LOCAL statement_timeout = '5s';
SET LOCAL lock_timeout = '1s';
SET LOCAL search_path = pg_catalog;
SET LOCAL jit = off
"""
_CANCELED = "57014"
_NOT_ALLOWED = "42501"


def look(check: Check[Subject], subject: Subject, emit: Emit) -> Result:
    """Make a check that needs no server.

    Args:
        check: the check.
        subject: what it looks at.
        emit: is told what it found.
    """
    return _made(check, lambda: _tried(lambda: check.look(subject)), emit)


def look_at(check: Check[Server], server: Server, emit: Emit) -> Result:
    """Make a check of a database, in a transaction that can only read and whose statements have seconds.

    Args:
        check: the check.
        server: the database.
        emit: is told what it found.
    """
    within = _limited if check.alone else _reading

    def made() -> Finding:
        if server.session.broken:
            return skipped("the connection was lost", "look again when the server is back")
        with within(server.session):
            return check.look(server)

    def seen() -> Finding:
        was_broken = server.session.broken
        finding = _tried(made)
        if server.session.broken and not was_broken:
            return error(f"the connection was lost: {finding.seen}", "see that the server is there, then look again")
        return finding

    return _made(check, seen, emit)


def passed_over(
    check: Check[Subject], reason: str, emit: Emit, status: Status = Status.SKIPPED, do: str = ""
) -> Result:
    """A check that is not made at all.

    Args:
        check: the check.
        reason: why not.
        emit: is told so.
        status: what that is taken for.
        do: the way out.
    """
    return _made(check, lambda: Finding(status=status, seen=reason, do=do), emit)


def _made(check: Check[Subject], look: Callable[[], Finding], emit: Emit) -> Result:
    began = time.monotonic()
    finding = look()
    seconds = time.monotonic() - began
    emit(
        HealthChecked(check=check.name, status=finding.status, seen=finding.seen, value=finding.value, seconds=seconds)
    )
    return Result(name=check.name, title=check.title, why=check.why, unit=check.unit, finding=finding, seconds=seconds)


def _tried(look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except StatementError as failure:
        return _not_looked(failure)
    except WesleyError as failure:
        first = failure.problems[0]
        return skipped(first.message, first.help)
    except Exception as failure:  # noqa: BLE001 - one check that fails must not keep the others from being made
        return skipped(f"this is a bug in the check: {type(failure).__name__}", "please report it")


def _not_looked(failure: StatementError) -> Finding:
    refusal = failure.refusal
    if refusal.sqlstate == _CANCELED:
        return skipped("the server took too long to answer", "look again when it is less busy")
    if refusal.sqlstate == _NOT_ALLOWED:
        return skipped(f"this role may not look: {refusal.message}", "GRANT pg_monitor to it")
    return skipped(failure.problems[0].message, failure.problems[0].help)


@contextmanager
def _reading(session: Session) -> Iterator[None]:
    session.run(_BEGIN)
    try:
        yield
    finally:
        # Without a connection there is no transaction either.
        with suppress(StatementError):
            session.run("ROLLBACK")


@contextmanager
def _limited(session: Session) -> Iterator[None]:
    """What begins transactions of its own is cancelled from outside when it takes too long."""
    try:
        with unless_done(LIMIT_SECONDS, session.cancel):
            yield
    finally:
        # A check that was cut off may have left its transaction open.
        if not session.broken and session.in_transaction:
            with suppress(StatementError):
                session.run("ROLLBACK")
