"""A throw-away server that stays, and on it one database that is made anew when it is asked for."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from wesley.postgres.address import with_database
from wesley.postgres.binaries import choose
from wesley.postgres.database import drop_database, load, quoted
from wesley.postgres.embedded import embedded_server
from wesley.postgres.pgtap.provide import provide
from wesley.postgres.roles import drop_roles, role_names
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

if TYPE_CHECKING:
    from wesley.postgres.embedded import EmbeddedServer

_NAME = "wesley_watch"


class WarmServer:
    """A server of our own with a database for tests. Nothing of it outlives the process, whatever ends that.

    Args:
        at_least: the lowest major version that will do.

    Raises:
        ServerError: there are no binaries, or the server does not start.
    """

    def __init__(self, at_least: int) -> None:
        self.at_least = at_least
        self._stack = ExitStack()
        self._server: EmbeddedServer = self._stack.enter_context(embedded_server(choose(at_least=at_least)))
        self._pgtap, self._roles = "", frozenset[str]()
        self.database = ""

    @property
    def major(self) -> int:
        """Major version of the server."""
        return self._server.binaries.major

    @property
    def server(self) -> str:
        """Version of the server, such as `18.1`."""
        return self._server.binaries.version

    @property
    def pid(self) -> int:
        """Process id of the postmaster."""
        return self._server.pid

    @property
    def folder(self) -> str:
        """The folder of the server, which goes with it."""
        return self._server.folder

    @property
    def pgtap(self) -> str:
        """What runs the tests; empty before the first database."""
        return self._pgtap

    def is_alive(self) -> bool:
        """Whether the server takes connections."""
        try:
            with session(self._server.conninfo()):
                return True
        except ServerError:
            return False

    def rebuild(self, ddl: str, file: str) -> str:
        """A new database that holds a schema, in place of the one before, and of the roles that came with that.

        Args:
            ddl: the schema as one SQL script.
            file: what messages call the script.

        Returns:
            The connection string of the database.

        Raises:
            ServerError: the server is away, or a statement of the DDL failed.
        """
        with session(self._server.conninfo()) as admin:
            drop_database(admin, _NAME)
            now = role_names(admin)
            drop_roles(admin, now - (self._roles or now))
            self._roles = self._roles or now
            admin.run(f"CREATE DATABASE {quoted(_NAME)} TEMPLATE template0 ENCODING 'UTF8'")
        self.database = with_database(self._server.conninfo(), _NAME)
        load(self.database, ddl, file)
        self._pgtap = provide(self.database)
        return self.database

    def close(self) -> None:
        """End the server; its databases go with its folder."""
        self._stack.close()
