"""A live database: a URL or any other form that libpq reads. It is read in a read-only transaction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wesley.cli.plan_sources.source import Request, Source, SourceKind

if TYPE_CHECKING:
    from wesley.cli.configuration import Loaded
    from wesley.plan.report.rates import Rates

# A connection string of `key=value` pairs begins with one of libpq's parameters (manual, 34.1.2).
_PAIRS = re.compile(
    r"\s*(host|hostaddr|port|dbname|user|password|passfile|service|servicefile|options|application_name"
    r"|connect_timeout|target_session_attrs|requiressl|ssl\w+|krb\w+|gss\w+|channel_binding|require_auth)\s*="
)


def is_address(word: str) -> bool:
    """True for what libpq takes as a connection string."""
    return word.startswith(("postgresql://", "postgres://")) or _PAIRS.match(word) is not None


def _read(words: tuple[str, ...], request: Request) -> Source:
    return live(words[0], request)


def live(conninfo: str, request: Request) -> Source:
    """A database that is in use.

    Raises:
        ServerError: it cannot be reached or read.
    """
    from msgspec.structs import replace

    from wesley.postgres.address import shown

    source = source_of(conninfo, request, f"the database at {shown(conninfo)}")
    return replace(source, is_live=True, rates=_rates(conninfo))


def _rates(conninfo: str) -> Rates:
    """What `wesley doctor --calibrate` has measured there, else what is assumed."""
    from wesley.execute.journal.rates import last
    from wesley.plan.report.rates import ASSUMED, of_measurement
    from wesley.postgres.session import ANSWER_SECONDS, session

    with session(conninfo, ANSWER_SECONDS) as looking:
        found = last(looking)
    if found is None:
        return ASSUMED
    return of_measurement(
        scan=found.scan, rewrite=found.rewrite, build=found.build, backfill=found.backfill, day=found.day
    )


def source_of(conninfo: str, request: Request, label: str) -> Source:
    """What a database holds.

    Raises:
        ServerError: it cannot be reached or read.
    """
    from wesley.ir.access import Role
    from wesley.ir.schema import Schema
    from wesley.postgres.catalog.read import read_catalog
    from wesley.postgres.session import ANSWER_SECONDS, session

    with session(conninfo, ANSWER_SECONDS) as connection:
        catalog = read_catalog(connection, namespaces=request.namespaces, lookups=request.lookups)
    roles = tuple(Role(name=name) for name in catalog.roles)
    return Source(
        label=f"{label} (PostgreSQL {catalog.version})",
        schema=Schema(physical=catalog.physical, roles=roles, postgres_version=catalog.version),
        unmanaged=catalog.unmanaged,
        sizes=catalog.sizes,
        version=catalog.version,
        is_whole=True,
    )


def server_version(conninfo: str) -> int:
    """The major version of a server that can be read.

    Raises:
        ServerError: it cannot be reached, or it is of no supported version.
    """
    from wesley.postgres.catalog.server import major_version
    from wesley.postgres.session import ANSWER_SECONDS, session

    with session(conninfo, ANSWER_SECONDS) as connection:
        return major_version(connection)


def _version(word: str, _loaded: Loaded) -> int:
    return server_version(word)


KIND = SourceKind(name="database", fits=is_address, read=_read, version=_version)
