"""One file that the user named: all of it or nothing."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from wesley.cli.codes import IN_THE_WAY, NOT_WRITTEN
from wesley.cli.outputs.failure import OutputError
from wesley.cli.outputs.leftovers import temporary
from wesley.cli.paths import shown
from wesley.ir.origin import Origin
from wesley.problems.problem import Problem, UsageError


def write_file(path: Path, data: bytes) -> None:
    """Put the bytes into a file; whoever reads it meanwhile sees what was there or all of what is new.

    A pipe or a device, such as /dev/stdout, is written to as it is.

    Raises:
        UsageError: a folder is there.
        OutputError: the machine did not let it be written; nothing has changed.
    """
    if path.is_dir():
        problem = Problem(code=IN_THE_WAY, message=f"`{shown(path)}` is a folder", help="name a file")
        raise UsageError(problem)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _replace(path.resolve(), data)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        message = f"`{shown(path)}` cannot be written: {reason}"
        help_text = "free some space, mend the permissions, or name another file"
        raise OutputError(
            Problem(code=NOT_WRITTEN, message=message, origin=Origin(shown(path)), help=help_text)
        ) from error


def _replace(path: Path, data: bytes) -> None:
    place = temporary(path)
    try:
        with place.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        place.replace(path)
    finally:
        with contextlib.suppress(OSError):
            place.unlink(missing_ok=True)
