"""Views and the functions of rows that they call, in an order in which they can be made and dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from wesley.changes.change import Change
from wesley.changes.codes import VIEW_IN_USE
from wesley.changes.create_function import CreateFunction
from wesley.changes.create_view import CreateView
from wesley.changes.function_names import names_rows_of
from wesley.changes.function_users import calls
from wesley.changes.rebuild_views import RebuildViews
from wesley.changes.replace_view import ReplaceView
from wesley.changes.view_order import in_order, name_of
from wesley.ir.routine import Function
from wesley.ir.view import View
from wesley.problems.problem import Problem, WesleyError


def with_called(changes: Iterable[Change], functions: Iterable[Function]) -> Iterator[Change]:
    """The changes, each after the functions that its views call, and these after the views whose rows they name.

    Args:
        changes: changes of views, each after those of the views that it reads.
        functions: the functions that are not there yet: each names rows of a table or view.

    Raises:
        WesleyError: a view has to be made in one transaction with another one, and a function between the two.
    """
    wanted, waiting = tuple(changes), list(functions)
    makers = {name_of(view): change for change in wanted for view in _views(change)}
    made: set[int] = set()

    def make(change: Change) -> Iterator[Change]:
        if id(change) in made:
            return
        made.add(id(change))
        below = [makers[name] for view in _views(change) for name in view.depends_on if name in makers]
        called = [each for each in waiting if any(calls(view.query, each) for view in _views(change))]
        below += [makers[name] for name in makers for each in called if names_rows_of(each, *name)]
        for other in below:
            yield from make(other)
        for function in called:
            if function in waiting:
                _refuse_between(change, function)
                waiting.remove(function)
                yield CreateFunction(function=replace(function, comment=None))
        yield change

    for change in wanted:
        yield from make(change)


def dropped_in_order(views: Iterable[View], functions: tuple[Function, ...]) -> tuple[View, ...]:
    """The views in the order in which they can go: each before those that it reads, and those whose rows the functions
    name that it calls.

    Args:
        views: the views that go.
        functions: the functions that go.
    """
    by_name = {name_of(view): view for view in views}
    linked = (replace(view, depends_on=_needs(view, functions, by_name.values())) for view in by_name.values())
    return tuple(by_name[name_of(view)] for view in reversed(in_order(linked)))


def _needs(view: View, functions: tuple[Function, ...], views: Iterable[View]) -> tuple[tuple[str, str], ...]:
    called = tuple(function for function in functions if calls(view.query, function))
    rows = (name_of(other) for function in called for other in views if names_rows_of(function, *name_of(other)))
    return (*view.depends_on, *rows)


def _views(change: Change) -> tuple[View, ...]:
    if isinstance(change, CreateView | ReplaceView):
        return (change.view,)
    return change.views if isinstance(change, RebuildViews) else ()


def _refuse_between(change: Change, function: Function) -> None:
    """Refuse a function whose rows are those of a view that is made in the same transaction as what calls it."""
    for view in _views(change):
        if names_rows_of(function, *name_of(view)):
            name = f"{function.schema}.{function.name}"
            raise WesleyError(
                Problem(
                    code=VIEW_IN_USE,
                    message=f"the view {view.schema}.{view.name} has to be made anew together with a view that calls "
                    f"{name}, which names its rows",
                    origin=view.origin,
                    help=f"make {view.schema}.{view.name} and {name} in one plan, and what calls {name} in another",
                )
            )
