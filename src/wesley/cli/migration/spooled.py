"""A plan that comes through a pipe: kept aside for as long as it is needed, because it is read more than once."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from wesley.cli.codes import NO_SUCH_PATH, UNREADABLE
from wesley.cli.paths import shown
from wesley.problems.problem import Problem, UsageError

STANDARD_INPUT = "-"


@contextmanager
def spooled(word: str) -> Iterator[Path]:
    """A path that can be read again and again.

    Args:
        word: what was named: a file, a pipe, or `-` for standard input.

    Yields:
        The file itself; of everything else a copy, which is gone at the end of the `with` block.

    Raises:
        UsageError: it cannot be read.
    """
    path = Path(word)
    if word != STANDARD_INPUT and (path.is_file() or path.is_dir() or not path.exists()):
        yield path
        return
    with NamedTemporaryFile(prefix="wesley-plan-") as copy:
        try:
            _copy(word, copy)
        except OSError as error:
            raise cannot_be_read(word, error) from None
        copy.flush()
        yield Path(copy.name)


def cannot_be_read(word: str, error: OSError) -> UsageError:
    """A plan that was named cannot be read.

    Args:
        word: what was named.
        error: what the system says.
    """
    code = NO_SUCH_PATH if isinstance(error, FileNotFoundError) else UNREADABLE
    name = "standard input" if word == STANDARD_INPUT else f"`{shown(Path(word))}`"
    message = f"{name} cannot be read: {(error.strerror or 'unknown reason').lower()}"
    help_text = "name a file that `wesley plan --out plan.json` has written"
    return UsageError(Problem(code=code, message=message, help=help_text))


def _copy(word: str, copy: IO[bytes]) -> None:
    if word == STANDARD_INPUT:
        shutil.copyfileobj(sys.stdin.buffer, copy)
        return
    with Path(word).open("rb") as file:
        shutil.copyfileobj(file, copy)
