"""`wesley version`."""

from __future__ import annotations

import click

from wesley import __version__
from wesley.cli.options import common
from wesley.cli.terminal import product


@click.command("version")
def command() -> int:
    """Print the version."""
    product(f"wesley {__version__}\n")
    return 0


common(command)
