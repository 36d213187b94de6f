"""One statement of the script, led back to where its element was written when it cannot be made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from wesley.ir.origin import Origin
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.deparse import to_sql
from wesley.sql.error import SqlError
from wesley.targets.postgres.codes import UNPRINTABLE

_Result = TypeVar("_Result")


def written(origin: Origin, build: Callable[..., Any], *arguments: Any, **options: Any) -> str:
    """The text of a statement.

    Args:
        origin: where the element was written.
        build: a function of `sql.ddl` that gives a tree.
        arguments, options: its arguments.

    Raises:
        WesleyError: the element has no SQL.
    """
    return located(origin, lambda: to_sql(build(*arguments, **options)))


def located(origin: Origin, work: Callable[..., _Result], *arguments: Any) -> _Result:
    """The result of a piece of work on an element.

    Raises:
        WesleyError: the work raised a SqlError.
    """
    try:
        return work(*arguments)
    except SqlError as error:
        raise WesleyError(Problem(code=UNPRINTABLE, message=error.message, origin=origin)) from error
