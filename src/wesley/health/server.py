"""The database that is looked at."""

from __future__ import annotations

from msgspec import Struct

from wesley.ir.schema import Schema
from wesley.postgres.session import Session


class Server(Struct, frozen=True, kw_only=True):
    """The database that is looked at, and what is known of it besides.

    Args:
        session: a connection as the role that migrates.
        conninfo: its address, which may hold secrets.
        project: the schema of the project for this server's version; None where there is none.
        no_project: why there is none.
        ignore: `[postgres] ignore` of the configuration.
        free_bytes: free room on the disk of the data directory; None when that is on another machine or unknown.
    """

    session: Session
    conninfo: str
    project: Schema | None = None
    no_project: str = "no schema was named"
    ignore: tuple[str, ...] = ()
    free_bytes: int | None = None

    @property
    def major(self) -> int:
        """The major version of the server."""
        return self.session.version // 10000
