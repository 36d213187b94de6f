"""Questions: asked on a terminal only, and each has its option."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from wesley.cli.codes import NOT_CONFIRMED
from wesley.cli.terminal import complaint
from wesley.problems.problem import Problem, UsageError

if TYPE_CHECKING:
    from wesley.cli.migration.target import Target

_YES = ("y", "yes")


def confirm(question: str, target: Target, database: str, *, yes: bool) -> bool:
    """Ask whether a database shall be changed; for one in production its name has to be typed.

    Args:
        question: what is asked, without a question mark.
        target: the database.
        database: its name.
        yes: `--yes`: nobody is asked.

    Returns:
        True for yes.

    Raises:
        UsageError: nobody can be asked.
    """
    if yes:
        return True
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        message = "nothing was changed: nobody can be asked, because this is no terminal"
        raise UsageError(Problem(code=NOT_CONFIRMED, message=message, help="add --yes, or --dry-run to look only"))
    if target.is_production:
        complaint(f"This is production. {question}? Type {database} to go on: ")
        return sys.stdin.readline().strip() == database
    complaint(f"{question}? [y/N] ")
    return sys.stdin.readline().strip().lower() in _YES
