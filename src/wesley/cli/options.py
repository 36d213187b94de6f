"""The options that every command has, before or after its name."""

from __future__ import annotations

from typing import Any, TypeVar

import click

AnyFunction = TypeVar("AnyFunction")


class Options:
    """What was given; it is filled while the command line is read.

    Args:
        config: path of the configuration file; None: look for one.
        color: `auto`, `always` or `never`.
        quiet: print no status.
    """

    __slots__ = ("color", "config", "quiet")

    def __init__(self, config: str | None = None, color: str = "auto", *, quiet: bool = False) -> None:
        self.config = config
        self.color = color
        self.quiet = quiet


def common(function: AnyFunction) -> AnyFunction:
    """Give a command the common options. Their values go to `Options`, not to the function."""
    quiet = click.Option(
        ["--quiet", "-q"], is_flag=True, default=None, help="Print problems and products only, no status."
    )
    color = click.Option(["--color"], type=click.Choice(["auto", "always", "never"]), help="When to use colors.")
    config = click.Option(
        ["--config"],
        metavar="FILE",
        help="Configuration file; default: WESLEY_CONFIG, else the nearest wesley.toml or pyproject.toml.",
    )
    for option in (quiet, color, config):
        option.expose_value = False
        option.callback = _remember
    if isinstance(function, click.Command):
        function.params.extend((config, color, quiet))
    return function


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value is not None and parameter.name is not None:
        setattr(context.obj, parameter.name, value)
