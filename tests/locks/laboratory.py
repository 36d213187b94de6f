"""Where facts are measured: databases with the fixture on one server."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.locks.result import shown
from tests.support.observe import observe, observe_inside
from wesley.postgres.address import with_database
from wesley.postgres.database import drop_database, fresh_database, load, quoted
from wesley.postgres.session import StatementError, session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.locks.facts import Fact
    from tests.support.observe import Observed
    from wesley.postgres.session import Session

ITEM_INDEXES = {
    "item": frozenset({"item_a", "item_code", "item_moment", "item_name", "item_pkey", "item_price"}),
}
FIXTURE = Path(__file__).with_name("fixture.sql")


# CREATE DATABASE has the option since PostgreSQL 15; to copy files costs half of what it costs to write the WAL.
_STRATEGY_SINCE = 150000


class Laboratory:
    """A server with two databases that hold the fixture.

    Args:
        conninfo: the server.
        template: the name of the one that is copied; nobody is connected to it.
        bench: a session in the other one, in which nothing is committed.
    """

    def __init__(self, conninfo: str, template: str, bench: Session) -> None:
        self._conninfo = conninfo
        self._template = template
        self._bench = bench

    def measure(self, fact: Fact) -> str:
        """What the fact's statement does here, or `error` and the SQLSTATE.

        Raises:
            StatementError: the server refused what is given.
        """
        if fact.given or fact.outside:
            return self._in_a_copy(fact)
        return _told(lambda: _in_a_transaction(self._bench, fact))

    def _in_a_copy(self, fact: Fact) -> str:
        with _copy(self._conninfo, self._template) as conninfo:
            with session(conninfo) as connection:
                for statement in fact.given:
                    connection.run(statement)
            if fact.outside:
                return _told(lambda: observe(conninfo, fact.statement, outside=True))
            with session(conninfo) as worker:
                return _told(lambda: _in_a_transaction(worker, fact))


@contextmanager
def laboratory(conninfo: str) -> Iterator[Laboratory]:
    """A server with the databases, for the length of a `with` block."""
    with fresh_database(conninfo, "locks") as template:
        load(template, FIXTURE.read_text(encoding="utf-8"), FIXTURE.name)
        with session(template) as connection:
            ((name,),) = connection.rows("SELECT current_database()")
        with _copy(conninfo, name) as second, session(second) as bench:
            yield Laboratory(conninfo, name, bench)


@contextmanager
def _copy(conninfo: str, template: str) -> Iterator[str]:
    name = f"copy_{secrets.token_hex(6)}"
    with session(conninfo) as admin:
        strategy = " STRATEGY FILE_COPY" if admin.version >= _STRATEGY_SINCE else ""
        admin.run(f"CREATE DATABASE {name} TEMPLATE {quoted(template)}{strategy}")
    try:
        yield with_database(conninfo, name)
    finally:
        # While this one connects, those that were in the database end: DROP looks for them every 100 ms only.
        with session(conninfo) as admin:
            drop_database(admin, name)


def _told(look: Callable[[], Observed]) -> str:
    try:
        return shown(look(), ITEM_INDEXES)
    except StatementError as error:
        return f"error {error.refusal.sqlstate}"


def _in_a_transaction(worker: Session, fact: Fact) -> Observed:
    worker.run("BEGIN")
    try:
        for setting in fact.settings:
            worker.run(f"SET LOCAL {setting}")
        return observe_inside(worker, fact.statement)
    finally:
        worker.run("ROLLBACK")
