"""Why a database of a fleet failed, as a value."""

from __future__ import annotations

from wesley.execute.category import category
from wesley.fleet.result import Failure
from wesley.postgres.session import StatementError
from wesley.problems.problem import ServerError, WesleyError


def failure_of(error: Exception) -> Failure:
    """What is told of an error; of one that nobody thought of only its kind, for its text could hold a secret."""
    if not isinstance(error, WesleyError):
        return Failure(category=category(error), code=type(error).__name__, message=type(error).__name__)
    first, more = error.problems[0], len(error.problems) - 1
    return Failure(
        category=category(error),
        code=first.code.code,
        sqlstate=error.refusal.sqlstate if isinstance(error, StatementError) else "",
        message=f"{first.message} (and {more} more)" if more else first.message,
        help=first.help,
        is_refusal=not isinstance(error, ServerError),
    )
