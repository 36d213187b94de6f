"""The five kinds of errors: each failure belongs to one of them, by its code or by what the server said."""

from __future__ import annotations

from wesley.execute.errors import Category, category_of
from wesley.postgres.session import StatementError
from wesley.problems.problem import WesleyError

# By code, the first that fits: what cannot be read, what is not to be had, what was run, what is planned.
_BY_CODE = (
    (("CFG001", "CLI003", "CLI004", "CLI005", "CLI006", "CLI015", "CLI016", "MIG014", "MIG015"), Category.PARSE),
    (("RES", "PG001", "PG002", "PG003", "PG007", "CLI010"), Category.RESOURCE),
    (("EXE005", "EXE006", "EXE007", "EXE008", "EXE009"), Category.VALIDATION),
    (("EXE010", "EXE011", "EXE012", "EXE013"), Category.VALIDATION),
    (("PG005", "PG006"), Category.VALIDATION),
    (("EXE", "PG"), Category.EXECUTION),
    (("MIG",), Category.PLANNING),
)
_SYNTAX = ("graphql-syntax", "sql-syntax")


def category(error: BaseException) -> Category:
    """What kind of error this is.

    Args:
        error: whatever ended a command but the user's own wish to end it.
    """
    if isinstance(error, StatementError):
        return category_of(error.refusal.sqlstate)
    if not isinstance(error, WesleyError):
        return Category.RESOURCE if isinstance(error, (OSError, MemoryError)) else Category.EXECUTION
    code = error.problems[0].code
    if code.name in _SYNTAX:
        return Category.PARSE
    return next((found for beginnings, found in _BY_CODE if code.code.startswith(beginnings)), Category.VALIDATION)
