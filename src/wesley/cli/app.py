"""From arguments to an exit status. Whatever goes wrong ends here, as a message and a status, never as a traceback."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

from wesley.cli.options import Options
from wesley.cli.termination import termination_raises

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: the command line without the program's name.

    Returns:
        The exit status: 0 ok; 1 findings, or outputs that are stale; 2 wrong usage or configuration; 3 a server or
        the machine failed; 130 interrupted; 141 nobody reads standard output any more; 129 or 143 told to end.
    """
    options = Options()
    try:
        with termination_raises():
            _prepare_streams()
            status = _dispatch(arguments, options)
            sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - the one place that turns every failure into a message
        from wesley.cli.failures import report

        return report(error, options)
    return status


def _dispatch(arguments: Sequence[str], options: Options) -> int:
    from click.exceptions import Exit

    from wesley.cli.group import wesley

    try:
        with wesley.make_context("wesley", list(arguments), obj=options) as context:
            status = wesley.invoke(context)
    except Exit as end:
        return end.exit_code
    return int(status or 0)


def _prepare_streams() -> None:
    """Give closed streams an empty one, and print characters that the terminal's encoding lacks as escapes."""
    sys.stdin = sys.stdin or _nothing("r")
    sys.stdout = sys.stdout or _nothing("w")
    sys.stderr = sys.stderr or _nothing("w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _nothing(mode: str) -> TextIO:
    # It lives as long as the process, as the stream in whose place it stands.
    return cast("TextIO", Path(os.devnull).open(mode, encoding="utf-8"))
