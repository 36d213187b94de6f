"""One statement of the script, led back to where its element was written when it cannot be made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Protocol, TypeVar

from wesley.ir.origin import Origin
from wesley.memory.memory import Memory
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.deparse import to_sql
from wesley.sql.error import SqlError
from wesley.targets.postgres.codes import UNPRINTABLE

_Result = TypeVar("_Result")


class Named(Protocol):
    """An element with a name of its own in a schema."""

    @property
    def schema(self) -> str:
        """The schema."""

    @property
    def name(self) -> str:
        """The name."""


_Element = TypeVar("_Element", bound=Named)


def of_each(
    memory: Memory | None, section: str, elements: Iterable[_Element], write: Callable[[_Element], Iterable[str]]
) -> Iterator[str]:
    """The statements of each element.

    Args:
        memory: of the statements of elements that did not change.
        section: what is written, with all that the statements depend on beside the element.
        elements: tables, views, ...
        write: the statements of one.
    """
    if memory is None:
        for element in elements:
            yield from write(element)
    else:
        for element in elements:
            key = (section, element.schema, element.name)
            yield from memory.recall(key, (element,), partial(_all, write, element))


def _all(write: Callable[[_Element], Iterable[str]], element: _Element) -> tuple[str, ...]:
    return tuple(write(element))


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
