"""Metrics over HTTP, on this machine alone."""

from __future__ import annotations

from contextlib import closing

import pytest

from wesley.cli.progress.metrics_server import MetricsServer
from wesley.problems.problem import UsageError


def nothing() -> bytes:
    return b""


def test_localhost_is_this_machine() -> None:
    server = MetricsServer("localhost:0", nothing)
    server.close()
    assert server.url.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0:9187", "[::]:9187", "192.168.1.5:9187", "db.example.com:9187", "9187", "127.0.0.1:", "127.0.0.1:99999"],
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(UsageError, match="metrics cannot be served"):
        MetricsServer(address, nothing)


def test_an_address_that_is_taken_is_refused() -> None:
    with closing(MetricsServer("127.0.0.1:0", nothing)) as server:
        address = server.url.removeprefix("http://").removesuffix("/metrics")
        with pytest.raises(UsageError, match="in use"):
            MetricsServer(address, nothing)
