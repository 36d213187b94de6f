"""One statement of the script, led back to where its element was written when it cannot be made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wesley.ir.origin import Origin
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.deparse import to_sql
from wesley.sql.error import SqlError
from wesley.targets.postgres.codes import UNPRINTABLE


def written(origin: Origin, build: Callable[..., Any], *arguments: Any, **options: Any) -> str:
    """The text of a statement.

    Args:
        origin: where the element was written.
        build: a function of `sql.ddl`.
        arguments, options: its arguments.

    Raises:
        WesleyError: the element has no SQL.
    """
    try:
        return to_sql(build(*arguments, **options))
    except SqlError as error:
        raise WesleyError(Problem(code=UNPRINTABLE, message=error.message, origin=origin)) from error
