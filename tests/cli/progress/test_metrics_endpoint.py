"""The figures of a run over HTTP."""

from __future__ import annotations

from contextlib import closing

import pytest

from tests.cli.progress.places import got, tell
from tests.observe.stream import whole_run
from wesley.cli.progress.metrics_endpoint import MetricsEndpoint


def test_the_figures_can_be_read_while_the_run_lasts() -> None:
    endpoint = MetricsEndpoint("127.0.0.1:0", 0.1)
    with closing(endpoint):
        tell(endpoint, *whole_run())
        status, kind, body = got(endpoint.url, "/metrics")
        assert (status, kind.partition("; charset")[0]) == (200, "application/openmetrics-text; version=1.0.0")
        assert b"wesley_operations_total 5\n" in body
        assert got(endpoint.url, "/metric")[0] == 404
    with pytest.raises(ConnectionRefusedError):
        got(endpoint.url, "/metrics")
