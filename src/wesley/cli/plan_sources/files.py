"""Reading one file that was named."""

from __future__ import annotations

from pathlib import Path

from wesley.cli.codes import NO_SUCH_PATH, UNREADABLE
from wesley.cli.paths import shown
from wesley.ir.origin import Origin
from wesley.problems.problem import Problem, UsageError, WesleyError


def contents(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UsageError: there is none of that name.
        WesleyError: it cannot be read.
    """
    name = shown(path)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        message, help_text = f"`{name}` does not exist", "name a file that does"
        raise UsageError(Problem(code=NO_SUCH_PATH, message=message, help=help_text)) from None
    except IsADirectoryError:
        message, help_text = f"`{name}` is a folder", "name a file in it"
        raise UsageError(Problem(code=NO_SUCH_PATH, message=message, help=help_text)) from None
    except OSError as error:
        message = f"`{name}` cannot be read: {(error.strerror or 'unknown reason').lower()}"
        origin = Origin(name)
        raise WesleyError(Problem(code=UNREADABLE, message=message, origin=origin, help="check the file")) from None
