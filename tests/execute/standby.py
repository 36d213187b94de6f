"""A server with a standby or with settings of its own, made for one test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

from proof.servers import standby, started
from wesley.postgres.binaries import Binaries

_OPTIONS = "-c fsync=off -c autovacuum=off -c wal_receiver_status_interval=1"


class Pair(Struct, frozen=True):
    """Connection strings of a server and of its standby."""

    primary: str
    standby: str


@contextmanager
def pair(binaries: Binaries) -> Iterator[Pair]:
    """Run a server, and a standby that pg_basebackup has made of it, for the length of a `with` block."""
    with started(binaries, _OPTIONS) as primary, standby(primary) as second:
        yield Pair(primary.conninfo(), second.conninfo())


@contextmanager
def alone(binaries: Binaries, settings: str) -> Iterator[str]:
    """Run a server with settings of its own, `-c name=value ...`, for the length of a `with` block."""
    with started(binaries, f"{_OPTIONS} {settings}") as server:
        yield server.conninfo()
