"""A command at work on a database."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from wesley.cli.configuration import Loaded
from wesley.cli.migration.target import Target
from wesley.cli.options import Options
from wesley.cli.terminal import Paint, paint_for
from wesley.execute.clock import Clock
from wesley.execute.connections import Connections
from wesley.execute.journal.plans import NewPlan
from wesley.postgres.session import Session

if TYPE_CHECKING:
    from wesley.cli.checkpoints import Place

_NARROWEST, _WIDEST = 60, 120


class Site(Struct, frozen=True, kw_only=True):
    """A command at work.

    Args:
        options: the common options.
        given: those of the command, by their names.
        loaded: the configuration.
        target: the database.
        connections: to the database.
        clock: time.
    """

    options: Options
    given: dict[str, Any]
    loaded: Loaded
    target: Target
    connections: Connections
    clock: Clock

    @property
    def place(self) -> Place:
        """The database without secrets."""
        from wesley.cli.checkpoints import Place

        host, port, dbname, user = self.connections.monitor.place
        return Place(host=host, port=port, dbname=dbname, user=user, environment=self.target.environment)

    @property
    def major(self) -> int:
        """The major version of the server."""
        return self.connections.monitor.version // 10000

    @property
    def paint(self) -> Paint:
        """How to paint standard output."""
        return paint_for(sys.stdout, self.options)

    @property
    def width(self) -> int:
        """Columns of the terminal."""
        import shutil

        return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))


class Proposal(Struct, frozen=True, kw_only=True):
    """What a command would do.

    Args:
        text: what to show of it.
        new: the plan; None when there is nothing to do.
        gate: sees, in a session outside any transaction, that the database is still the one that the plan is for.
        question: what is asked before, without a question mark.
    """

    text: str
    new: NewPlan | None = None
    gate: Callable[[Session], None] = lambda _: None
    question: str = ""


def database_line(site: Site) -> str:
    """The database for people: `app at db.example.com:5432 as deploy (PostgreSQL 15)`."""
    place = site.place
    production = "; production" if site.target.is_production else ""
    named = f" [{site.target.environment}]" if site.target.environment else ""
    where = whereabouts(place.host, place.port, place.dbname)
    return f"{where} as {place.user}{named} (PostgreSQL {site.major}{production})"


def heading(site: Site) -> str:
    """The database as the first lines of what is shown of a plan."""
    return "\n".join(textwrap.wrap(f"on   {database_line(site)}", site.width, subsequent_indent="     ")) + "\n"


def whereabouts(host: str, port: str, dbname: str) -> str:
    """A database for people: `app at db.example.com:5432`."""
    # A folder of sockets or an address of version 6 would read badly before `:5432`.
    return f"{dbname} at {host}{f', port {port}' if ':' in host or '/' in host else f':{port}'}"
