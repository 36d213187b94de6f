"""Servers for the tests: each starts once for a test process, when the first test asks for it."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.support.servers import binaries_of
from wesley.postgres.database import fresh_database
from wesley.postgres.embedded import EmbeddedServer, embedded_server

if TYPE_CHECKING:
    from collections.abc import Iterator

# The same examples for everybody, in every run: what fails can be seen again. `make fuzz` is for looking further.
settings.register_profile("project", derandomize=True, deadline=None, database=None)
settings.load_profile("project")

# A shell starts what it puts into the background with SIGINT ignored, and so would every process that a test starts:
# those that a signal must end would never end.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
for _number in (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.SIG_DFL)


@pytest.fixture(scope="session")
def server18() -> Iterator[EmbeddedServer]:
    """A running PostgreSQL 18."""
    with embedded_server(binaries_of(18)) as server:
        yield server


@pytest.fixture(scope="session")
def server15() -> Iterator[EmbeddedServer]:
    """A running PostgreSQL 15."""
    with embedded_server(binaries_of(15)) as server:
        yield server


@pytest.fixture(scope="session")
def server12() -> Iterator[EmbeddedServer]:
    """A running PostgreSQL 12, the oldest that a schema can be written for."""
    with embedded_server(binaries_of(12)) as server:
        yield server


@pytest.fixture(params=[15, 18], ids=["pg15", "pg18"])
def server(request: pytest.FixtureRequest) -> EmbeddedServer:
    """A running server of each major version in turn."""
    running: EmbeddedServer = request.getfixturevalue(f"server{request.param}")
    return running


@pytest.fixture
def database(server: EmbeddedServer) -> Iterator[str]:
    """The connection string of a fresh database on each server in turn."""
    with fresh_database(server.conninfo(), "test") as conninfo:
        yield conninfo


@pytest.fixture
def database12(server12: EmbeddedServer) -> Iterator[str]:
    """The connection string of a fresh database on PostgreSQL 12."""
    with fresh_database(server12.conninfo(), "test") as conninfo:
        yield conninfo


@pytest.fixture
def database15(server15: EmbeddedServer) -> Iterator[str]:
    """The connection string of a fresh database on PostgreSQL 15."""
    with fresh_database(server15.conninfo(), "test") as conninfo:
        yield conninfo


@pytest.fixture
def database18(server18: EmbeddedServer) -> Iterator[str]:
    """The connection string of a fresh database on PostgreSQL 18."""
    with fresh_database(server18.conninfo(), "test") as conninfo:
        yield conninfo
