"""Servers with what the others do not have: a standby; prepared transactions, an archive and autovacuum."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.conftest import wesley
from tests.execute.standby import Pair, alone, pair
from tests.support.servers import binaries_of

__all__ = ["special", "two", "wesley"]

_SETTINGS = "-c max_prepared_transactions=5 -c archive_mode=on -c autovacuum=on"


@pytest.fixture(scope="session", params=[15, 18], ids=["pg15", "pg18"])
def special(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of such a server."""
    with alone(binaries_of(request.param), _SETTINGS) as conninfo:
        yield conninfo


@pytest.fixture(scope="session", params=[15, 18], ids=["pg15", "pg18"])
def two(request: pytest.FixtureRequest) -> Iterator[Pair]:
    """A server and its standby."""
    with pair(binaries_of(request.param)) as both:
        yield both
