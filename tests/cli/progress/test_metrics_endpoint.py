"""Metrics over HTTP, on this machine alone."""

from __future__ import annotations

from contextlib import closing
from http.client import HTTPConnection

import pytest

from tests.cli.progress.places import tell
from tests.observe.stream import whole_run
from wesley.cli.progress.metrics_endpoint import MetricsEndpoint
from wesley.problems.problem import UsageError


def _get(url: str, path: str) -> tuple[int, str, bytes]:
    """Status, kind and body."""
    connection = HTTPConnection(url.removeprefix("http://").removesuffix("/metrics"), timeout=30)
    with closing(connection):
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.headers["Content-Type"], answer.read()


def test_the_figures_can_be_read_while_the_run_lasts() -> None:
    endpoint = MetricsEndpoint("127.0.0.1:0", 0.1)
    with closing(endpoint):
        tell(endpoint, *whole_run())
        status, kind, body = _get(endpoint.url, "/metrics")
        assert (status, kind.partition("; charset")[0]) == (200, "application/openmetrics-text; version=1.0.0")
        assert b"wesley_operations_total 5\n" in body
        assert _get(endpoint.url, "/")[0] == 404
    with pytest.raises(ConnectionRefusedError):
        _get(endpoint.url, "/metrics")


def test_localhost_is_this_machine() -> None:
    endpoint = MetricsEndpoint("localhost:0", 0.1)
    endpoint.close()
    assert endpoint.url.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0:9187", "[::]:9187", "192.168.1.5:9187", "db.example.com:9187", "9187", "127.0.0.1:", "127.0.0.1:99999"],
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(UsageError, match="metrics cannot be served"):
        MetricsEndpoint(address, 0.1)


def test_an_address_that_is_taken_is_refused() -> None:
    with closing(MetricsEndpoint("127.0.0.1:0", 0.1)) as endpoint:
        address = endpoint.url.removeprefix("http://").removesuffix("/metrics")
        with pytest.raises(UsageError, match="in use"):
            MetricsEndpoint(address, 0.1)
