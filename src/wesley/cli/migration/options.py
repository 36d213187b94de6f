"""The options that several commands share which work on a database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from wesley.cli.duration import Duration
from wesley.cli.progress.options import LISTEN, RECORD

Function = TypeVar("Function", bound=Callable[..., Any])

_SHORTEST_BUDGET = 0.001
_ADDRESS = (
    click.option("--database-url", metavar="URL", help="The database, in any libpq form; default: DATABASE_URL."),
    click.option("--env", metavar="NAME", help="The database of [env.NAME] of the configuration."),
)
_RUN = (
    click.option("--dry-run", is_flag=True, help="Show everything and change nothing."),
    click.option("--yes", is_flag=True, help="Answer every question with yes."),
    click.option(
        "--stall-budget",
        type=Duration(_SHORTEST_BUDGET),
        metavar="TIME",
        help="The longest time to make others wait for one lock; default: 100ms.",
    ),
    click.option(
        "--patience",
        type=Duration(),
        default="15m",
        metavar="TIME",
        help="How long to try for one lock, one standby, a lost server; default: 15m.",
    ),
    click.option(
        "--kill-blockers-after",
        type=Duration(),
        metavar="TIME",
        help="End sessions that are in the way and whose transaction is older; default: never.",
    ),
    click.option(
        "--max-lag",
        type=Duration(),
        default="10s",
        metavar="TIME",
        help="How far a standby may be behind before a backfill pauses; default: 10s.",
    ),
    click.option(
        "--wait",
        type=Duration(),
        default="0s",
        metavar="TIME",
        help="How long to wait for another migrator to end; default: 0s.",
    ),
    *RECORD,
    LISTEN,
    click.option("--otel", is_flag=True, help="Send spans and figures where the OTEL_EXPORTER_OTLP_* variables say."),
)


def address_options(function: Function) -> Function:
    """Give a command the options that say which database."""
    return _given(function, _ADDRESS)


def run_options(function: Function) -> Function:
    """Give a command the options that say how a run behaves and where it tells of itself."""
    return _given(function, _RUN)


def _given(function: Function, options: tuple[Callable[[Function], Function], ...]) -> Function:
    for option in reversed(options):
        function = option(function)
    return function
