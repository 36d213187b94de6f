"""The figures of a database, again and again."""

from __future__ import annotations

from pathlib import Path

import pytest

from wesley.cli.figures import Published
from wesley.cli.health.machine import project_of
from wesley.cli.migration.target import Target


def target(conninfo: str) -> Target:
    return Target(conninfo=conninfo, environment="", is_production=False, words=(), folder=Path())


def test_a_server_that_is_away_is_a_figure_and_is_told_once(capfd: pytest.CaptureFixture[str]) -> None:
    published = Published()
    published.look(project_of(None, ()), target("host=/nowhere"))
    published.look(project_of(None, ()), target("host=/nowhere"))
    assert b'wesley_health_check{check="connection",status="error"} 1\n' in published.text
    assert capfd.readouterr().err.count("meanwhile the figures of the last run stay as they are") == 1


@pytest.mark.server
def test_when_it_is_back_the_figures_are_its_own(database15: str, capfd: pytest.CaptureFixture[str]) -> None:
    published = Published()
    for conninfo in ("host=/nowhere", database15):
        published.look(project_of(None, ()), target(conninfo))
    assert b'wesley_health_check{check="connection",status="ok"} 1\n' in published.text
    published.look(project_of(None, ()), target("host=/nowhere"))
    assert capfd.readouterr().err.count("meanwhile") == 2
