"""The locks of a statement that runs outside a transaction block: it is stopped at each of its phases and looked at."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack
from typing import TYPE_CHECKING

from wesley.postgres.database import quoted
from wesley.postgres.session import StatementError, session

if TYPE_CHECKING:
    from concurrent.futures import Future

    from wesley.postgres.session import Session

# CREATE INDEX CONCURRENTLY, the longest, waits three times for other transactions that use the table.
_MOST_PHASES = 20
_SECONDS_BETWEEN_LOOKS = 0.001
# SQLSTATE of NOWAIT that would have to wait (manual, appendix A).
_LOCK_NOT_AVAILABLE = "55P03"

_LOCKS = """
SELECT relation::bigint, mode FROM pg_locks
WHERE pid = %s AND locktype = 'relation' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
_TABLES = """
SELECT n.nspname, c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' ORDER BY c.oid
"""


def backend(worker: Session) -> int:
    """The process id of a session's backend."""
    return int(worker.rows("SELECT pg_backend_pid()")[0][0])


def locks_of(reader: Session, pid: int) -> list[tuple[int, str]]:
    """The relations (oids) of this database that a backend has locked or asked for, and the names of the modes."""
    return [(oid, mode) for oid, mode in reader.rows(_LOCKS, [pid], prepare=True)]


def own_locks(worker: Session) -> list[tuple[int, str]]:
    """The same of the session itself."""
    return [(oid, mode) for oid, mode in worker.rows(_LOCKS.replace("%s", "pg_backend_pid()"), prepare=True)]


def locks_at_waits(worker: Session, conninfo: str, statement: str) -> list[tuple[int, str]]:
    """Run a statement outside a transaction block and give the locks that it had at each of its phases.

    Transactions that use all tables stand in its way, one after the other: the first as another change of the schema
    would, the next as writers. When it waits for one of them its locks are read, the next takes its place, and it may
    go on. Nothing is looked at in between, so the answer does not depend on time.

    Raises:
        StatementError: the server refused it.
    """
    pid = backend(worker)
    found: list[tuple[int, str]] = []
    # The pool is left last, as it waits for the statement, which may wait for an obstacle.
    with ThreadPoolExecutor(max_workers=1) as pool, session(conninfo) as monitor, ExitStack() as ends:
        obstacle = _obstacle(ends, conninfo, "SHARE UPDATE EXCLUSIVE")
        running = pool.submit(worker.run, statement)
        for _ in range(_MOST_PHASES):
            if not _waits_for(monitor, pid, obstacle, running):
                break
            found += locks_of(monitor, pid)
            following = _obstacle(ends, conninfo, "ROW EXCLUSIVE")
            obstacle.run("ROLLBACK")
            obstacle = following
        obstacle.run("ROLLBACK")
        running.result()
    return found


def _obstacle(ends: ExitStack, conninfo: str, mode: str) -> Session:
    """A session whose transaction has locked every table, or none when the statement already waits for one of them."""
    obstacle = ends.enter_context(session(conninfo))
    tables = ", ".join(f"{quoted(schema)}.{quoted(name)}" for schema, name in obstacle.rows(_TABLES))
    obstacle.run("BEGIN")
    try:
        if tables:
            obstacle.run(f"LOCK TABLE {tables} IN {mode} MODE NOWAIT")
    except StatementError as error:
        if error.refusal.sqlstate != _LOCK_NOT_AVAILABLE:
            raise
        obstacle.run("ROLLBACK")
    return obstacle


def _waits_for(monitor: Session, pid: int, obstacle: Session, running: Future[None]) -> bool:
    """True as soon as the statement waits for the obstacle, False when it ended without."""
    query = "SELECT %s = ANY (pg_blocking_pids(%s))"
    values = [backend(obstacle), pid]
    while wait([running], timeout=_SECONDS_BETWEEN_LOOKS).not_done:
        if monitor.rows(query, values, prepare=True)[0][0]:
            return True
    return False
