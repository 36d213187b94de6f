"""The database of the tests: it is kept from round to round and brought to each new schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from wesley.problems.problem import ServerError
from wesley.watch.way import Key, touched, way

if TYPE_CHECKING:
    from wesley.ir.schema import Schema
    from wesley.plan.plan import Plan
    from wesley.postgres.warm_server import WarmServer

FIRST = "it is the first time"
GONE = "the server had gone away"
NEWER = "the configuration asks for a newer PostgreSQL"


class Brought(Struct, frozen=True, kw_only=True):
    """How the database came to its schema.

    Args:
        how: `planned`, `rebuilt` or `unchanged`.
        reason: why it was made anew; empty otherwise.
        statements: of the plan.
        touched: the tables that are different now; None for everything.
    """

    how: str
    reason: str = ""
    statements: int = 0
    touched: frozenset[Key] | None = frozenset()


class TestDatabase:
    """One database on a server of our own. The server starts when it is needed first, and again when it is gone."""

    __test__ = False

    def __init__(self) -> None:
        self._server: WarmServer | None = None
        self._held: Schema | None = None

    @property
    def running(self) -> WarmServer:
        """The server.

        Raises:
            LookupError: nothing was brought yet.
        """
        if self._server is None:
            raise LookupError("no database was brought to a schema yet")
        return self._server

    def bring(self, schema: Schema, ddl: str, file: str) -> Brought:
        """Bring the database to a schema, by a plan where one leads there without loss.

        Args:
            schema: what it shall hold.
            ddl: the same as one SQL script.
            file: what messages call the script.

        Raises:
            ServerError: no server can be had, or it refuses the schema. The next time begins anew.
        """
        held, self._held = self._held, None
        brought = self._brought(held, schema, ddl, file)
        self._held = schema
        return brought

    def forget(self) -> None:
        """Make the database anew the next time."""
        self._held = None

    def is_gone(self) -> bool:
        """Whether a server was started that takes no connections any more."""
        return self._server is not None and not self._server.is_alive()

    def close(self) -> None:
        """End the server."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _brought(self, held: Schema | None, schema: Schema, ddl: str, file: str) -> Brought:
        reason = self._start(schema.postgres_version)
        if held is None or reason:
            return self._rebuilt(reason or "the round before had failed", ddl, file)
        if held.physical == schema.physical and held.roles == schema.roles:
            return Brought(how="unchanged")
        found = way(held, schema, self.running.major)
        if found.plan is None:
            return self._rebuilt(found.reason, ddl, file)
        failure = self._failure(found.plan)
        if failure:
            return self._rebuilt(failure, ddl, file)
        return Brought(how="planned", statements=len(found.plan.steps()), touched=touched(held, schema))

    def _start(self, version: int) -> str:
        """See that a server runs; gives the reason when it is a new one."""
        from wesley.postgres.warm_server import WarmServer

        reason = FIRST
        if self._server is not None:
            if not self._server.is_alive():
                reason = GONE
            elif self._server.major < version:
                reason = NEWER
            else:
                return ""
        self.close()
        self._server = WarmServer(version)
        return reason

    def _failure(self, plan: Plan) -> str:
        """Run a plan; gives why that did not work."""
        from wesley.watch.run_plan import run_plan

        try:
            run_plan(self.running.database, plan)
        except ServerError as error:
            if self.running.is_alive():
                return f"a statement of the plan was refused: {error.problems[0].message}"
            return self._start(self.running.at_least)
        return ""

    def _rebuilt(self, reason: str, ddl: str, file: str) -> Brought:
        self.running.rebuild(ddl, file)
        return Brought(how="rebuilt", reason=reason, touched=None)
