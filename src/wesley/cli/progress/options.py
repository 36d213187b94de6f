"""The options that say where a command records what it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])

RECORD: tuple[Callable[[Any], Any], ...] = (
    click.option("--log", metavar="FILE", help="Write a log to a file."),
    click.option(
        "--log-format",
        type=click.Choice(["text", "json"]),
        default="text",
        help="Form of the log; json without --log goes to standard error.",
    ),
    click.option(
        "--log-level",
        type=click.Choice(["debug", "info", "warning", "error"]),
        default="info",
        help="What is less than this is not in the log; default: info.",
    ),
    click.option("--metrics", metavar="FILE", help="Keep figures in a file, as OpenMetrics text."),
)
LISTEN: Callable[[Any], Any] = click.option(
    "--metrics-listen", metavar="ADDRESS", help="Serve them on HOST:PORT of this machine."
)


def record_options(function: Function) -> Function:
    """Give a command the options of `RECORD`; `records` opens what they name."""
    for option in reversed(RECORD):
        function = option(function)
    return function
