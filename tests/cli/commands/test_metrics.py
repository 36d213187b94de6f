"""`wesley metrics`: the figures of a database, for whoever collects them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from tests.cli.migration.databases import ALLOW, filled
from tests.cli.progress.places import got
from tests.cli.running import Wesley


@pytest.fixture
def project(wesley: Wesley, database15: str, monkeypatch: pytest.MonkeyPatch) -> Wesley:
    """A folder with the new schema, and a database with the old one."""
    monkeypatch.setenv("DATABASE_URL", database15)
    filled(wesley, database15)
    return wesley


def samples(text: str) -> dict[str, float]:
    """The samples without labels, and those of a state as `name:state`."""
    return {
        ":".join((sample.name, *sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@contextmanager
def serving(words: list[str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, and where its figures are."""
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        try:
            assert process.stderr is not None
            found = re.search(r"http://\S+/metrics", process.stderr.readline())
            assert found is not None
            yield process, found[0]
        finally:
            process.kill()


@pytest.mark.server
def test_the_last_run_is_told_when_it_is_over(project: Wesley) -> None:
    assert "wesley_operations_total" not in samples(project("metrics").out)
    project("migrate", *ALLOW, "--yes")
    told = samples(project("metrics").out)
    assert told["wesley_run_outcome:expanded"] == 1
    assert told["wesley_health_check:connection:ok"] == 1
    assert told["wesley_plan_statements_done"] == told["wesley_plan_statements"] > 0


@pytest.mark.server
def test_they_are_served_until_somebody_ends_it(project: Wesley, database15: str) -> None:
    project("migrate", *ALLOW, "--yes")
    words = [sys.executable, "-m", "wesley.cli", "metrics", "--listen", "127.0.0.1:0", "--database-url", database15]
    with serving(words) as (process, url):
        while 'wesley_run_outcome="expanded"} 1' not in got(url, "/metrics")[2].decode():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert "Traceback" not in rest


def test_a_server_that_is_not_there(wesley: Wesley) -> None:
    result = wesley("metrics", "--database-url", "host=/nowhere password=hunter2")
    assert (result.status, "error[PG003]" in result.err, "hunter2" in result.err) == (3, True, False)


def test_an_address_of_others_is_refused(wesley: Wesley) -> None:
    result = wesley("metrics", "--database-url", "host=/nowhere", "--listen", "0.0.0.0:9187")
    assert result.status == 2
    assert "metrics cannot be served" in result.err
