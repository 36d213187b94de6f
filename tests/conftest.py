"""Servers for the tests: each starts once for a test process, when the first test asks for it."""

from __future__ import annotations

import signal
from contextlib import ExitStack
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.support.databases import empty_database, make_template
from tests.support.servers import DEFAULT_MAJORS, binaries_of
from wesley.postgres.embedded import EmbeddedServer, embedded_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make matrix` say on which major versions the fixture `server` runs."""
    text = ",".join(map(str, DEFAULT_MAJORS))
    parser.addoption("--majors", default=text, help=f"major versions of `server`, such as 12,18 (default: {text})")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes `server`, directly or not, on each major version in turn."""
    if "server" in metafunc.fixturenames:
        majors = [int(major) for major in metafunc.config.getoption("--majors").split(",")]
        metafunc.parametrize("server", majors, indirect=True, ids=[f"pg{major}" for major in majors], scope="session")


@pytest.fixture(scope="session")
def servers() -> Iterator[Callable[[int], EmbeddedServer]]:
    """What gives the running server of a major version; each starts when it is asked for first."""
    with ExitStack() as stack:

        def started(major: int) -> EmbeddedServer:
            running = stack.enter_context(embedded_server(binaries_of(major)))
            make_template(running)
            return running

        yield cache(started)


@pytest.fixture(scope="session")
def server18(servers: Callable[[int], EmbeddedServer]) -> EmbeddedServer:
    """A running PostgreSQL 18."""
    return servers(18)


@pytest.fixture(scope="session")
def server15(servers: Callable[[int], EmbeddedServer]) -> EmbeddedServer:
    """A running PostgreSQL 15."""
    return servers(15)


@pytest.fixture(scope="session")
def server12(servers: Callable[[int], EmbeddedServer]) -> EmbeddedServer:
    """A running PostgreSQL 12, the oldest that a schema can be written for."""
    return servers(12)


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest, servers: Callable[[int], EmbeddedServer]) -> EmbeddedServer:
    """A running server of each major version in turn: 15 and 18, or those of `--majors`."""
    return servers(request.param)


@pytest.fixture
def database(server: EmbeddedServer) -> Iterator[str]:
    """The connection string of a fresh database on each server in turn."""
    with empty_database(server.conninfo()) as conninfo:
        yield conninfo


@pytest.fixture
def database12(server12: EmbeddedServer) -> Iterator[str]:
    """The connection string of a fresh database on PostgreSQL 12."""
    with empty_database(server12.conninfo()) as conninfo:
        yield conninfo


@pytest.fixture
def database15(server15: EmbeddedServer) -> Iterator[str]:
    """The connection string of a fresh database on PostgreSQL 15."""
    with empty_database(server15.conninfo()) as conninfo:
        yield conninfo


@pytest.fixture
def database18(server18: EmbeddedServer) -> Iterator[str]:
    """The connection string of a fresh database on PostgreSQL 18."""
    with empty_database(server18.conninfo()) as conninfo:
        yield conninfo
