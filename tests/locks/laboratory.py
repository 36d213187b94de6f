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
    from collections.abc import Iterator

    from tests.locks.facts import Fact
    from tests.support.observe import Observed

ITEM_INDEXES = {
    "item": frozenset({"item_a", "item_code", "item_moment", "item_name", "item_pkey", "item_price"}),
}
FIXTURE = Path(__file__).with_name("fixture.sql")


class Laboratory:
    """A server with a database that holds the fixture.

    Args:
        conninfo: the server.
        template: the database's name; nothing is committed in it.
    """

    def __init__(self, conninfo: str, template: str) -> None:
        self._conninfo = conninfo
        self._template = template

    def measure(self, fact: Fact) -> str:
        """What the fact's statement does here, or `error` and the SQLSTATE.

        Raises:
            StatementError: the server refused what is given.
        """
        if fact.given or fact.outside:
            return self._in_a_copy(fact)
        return _result(with_database(self._conninfo, self._template), fact)

    def _in_a_copy(self, fact: Fact) -> str:
        name = f"copy_{secrets.token_hex(6)}"
        with session(self._conninfo) as admin:
            admin.run(f"CREATE DATABASE {name} TEMPLATE {quoted(self._template)}")
            try:
                return _after_what_is_given(with_database(self._conninfo, name), fact)
            finally:
                drop_database(admin, name)


@contextmanager
def laboratory(conninfo: str) -> Iterator[Laboratory]:
    """A server with a database that holds the fixture, for the length of a `with` block."""
    with fresh_database(conninfo, "locks") as template:
        load(template, FIXTURE.read_text(encoding="utf-8"), FIXTURE.name)
        with session(template) as connection:
            ((name,),) = connection.rows("SELECT current_database()")
        yield Laboratory(conninfo, name)


def _after_what_is_given(conninfo: str, fact: Fact) -> str:
    with session(conninfo) as connection:
        for statement in fact.given:
            connection.run(statement)
    return _result(conninfo, fact)


def _result(conninfo: str, fact: Fact) -> str:
    try:
        if fact.outside:
            return shown(observe(conninfo, fact.statement, outside=True), ITEM_INDEXES)
        return shown(_in_a_transaction(conninfo, fact), ITEM_INDEXES)
    except StatementError as error:
        return f"error {error.refusal.sqlstate}"


def _in_a_transaction(conninfo: str, fact: Fact) -> Observed:
    with session(conninfo) as worker:
        worker.run("BEGIN")
        for setting in fact.settings:
            worker.run(f"SET LOCAL {setting}")
        observed = observe_inside(worker, fact.statement)
        worker.run("ROLLBACK")
    return observed
