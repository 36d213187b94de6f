"""`wesley directives`."""

from __future__ import annotations

import click

from wesley.cli.options import common
from wesley.cli.terminal import product


@click.command("directives")
def command() -> int:
    """Print the definitions of all directives, enums and scalars that Wesley knows, as GraphQL SDL.

    Save them beside your schema for an editor to complete and check them; Wesley itself does not need the file.
    """
    from wesley.sdl.directives import words
    from wesley.sdl.vocabulary import definitions_sdl

    product(definitions_sdl(words()).rstrip("\n") + "\n")
    return 0


common(command)
