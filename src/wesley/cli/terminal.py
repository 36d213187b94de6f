"""Where text goes: products to standard output, status to standard error, colors only where somebody sees them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from wesley.cli.options import Options

Paint = Callable[[str, str], str]
"""From a text and the name of a style to what a terminal shows."""

_STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "good": "32",
    "strong": "1",
    "frame": "34",
    "faint": "2",
    "help": "36",
}


def plain(text: str, _style: str) -> str:
    """A text without color."""
    return text


def colored(text: str, style: str) -> str:
    """A text in a color."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if text else text


COLOR = re.compile(r"\x1b\[[0-9;]*m")
"""Where a color begins or ends."""


def uncolored(text: str) -> str:
    """What is seen of a text."""
    return COLOR.sub("", text)


def paint_for(stream: TextIO, options: Options, environment: Mapping[str, str] = os.environ) -> Paint:
    """How to paint what goes to a stream: `--color`, else NO_COLOR and FORCE_COLOR, else whether it is a terminal."""
    return colored if _wants_color(stream, options.color, environment) else plain


def _wants_color(stream: TextIO, choice: str, environment: Mapping[str, str]) -> bool:
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return environment["FORCE_COLOR"] != "0"
    return stream.isatty() and environment.get("TERM") != "dumb"


def product(text: str) -> None:
    """Print what the command was asked for."""
    sys.stdout.write(text)


def product_bytes(data: bytes) -> None:
    """Print what the command was asked for, as bytes whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def complaint(text: str) -> None:
    """Print a problem that is not what the command was asked for."""
    sys.stdout.flush()
    sys.stderr.write(text)
    sys.stderr.flush()


def status(text: str, options: Options) -> None:
    """Tell how it went, unless `--quiet` was given."""
    if not options.quiet:
        complaint(text)
