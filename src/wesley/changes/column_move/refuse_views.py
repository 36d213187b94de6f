"""Views that cannot be made anew in the transaction in which the type of a column under them changes."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.codes import VIEW_BETWEEN_TYPES
from wesley.changes.column_move.move import Move, successors
from wesley.changes.column_move.standing import standing_on
from wesley.changes.edit import find, the_column
from wesley.changes.situation import Situation
from wesley.changes.stand_in import is_stand_in
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.text import qualified


def refuse_views(situation: Situation, moves: tuple[Move, ...], aim: Physical) -> None:
    """Stop where a view would have to stay for a while with a type that nobody has said, or needs what comes later.

    Args:
        situation: right before.
        moves: the columns.
        aim: the schema right after.

    Raises:
        WesleyError: one problem for each such view.
    """
    views = standing_on(situation.before, successors(moves)).views
    problems = [problem for view in views for problem in _problems(situation, moves, view, aim)]
    if problems:
        raise WesleyError(*problems)


def _problems(situation: Situation, moves: tuple[Move, ...], view: View, aim: Physical) -> Iterator[Problem]:
    if _is_stand_in(situation, view):
        return
    if _goes(situation.goal, view):
        types = {the_column(situation.before, *move.place, move.column).type for move in _lasting(situation, moves)}
        if types.intersection(column.type for column in view.columns):
            way_out = "drop the view in a plan of its own first, or change the type in a plan after this one"
            yield _problem(
                view, "it goes with the contract, and until then it would have a column of the new type", way_out
            )
        return
    after: View = find(aim, "views", view.schema, view.name)
    missing = [name for name in after.depends_on if not _is_there(situation.before, name)]
    if missing:
        names = ", ".join(qualified(*name) for name in missing)
        yield _problem(after, f"it reads {names}, which is made later", f"create {names} in a plan of its own first")


def _lasting(situation: Situation, moves: tuple[Move, ...]) -> Iterator[Move]:
    """The columns whose type has another name in the end: that of an enum which is built anew keeps its own."""
    for move in moves:
        table = situation.goal.table(*move.place)
        column = None if table is None else table.column(move.column)
        if column is None or column.type != the_column(situation.before, *move.place, move.column).type:
            yield move


def _is_stand_in(situation: Situation, view: View) -> bool:
    """True for a table under its former name: it has the columns of the table, whatever their types are by now."""
    tables = [table for name in view.depends_on if (table := situation.before.table(*name)) is not None]
    return any(is_stand_in(view, table) for table in tables)


def _goes(goal: Physical, view: View) -> bool:
    return all((each.schema, each.name) != (view.schema, view.name) for each in goal.views)


def _is_there(schema: Physical, name: tuple[str, str]) -> bool:
    return schema.table(*name) is not None or any((view.schema, view.name) == name for view in schema.views)


def _problem(view: View, reason: str, way_out: str) -> Problem:
    message = f"the view {view.name} reads a column of which the type changes: {reason}"
    return Problem(code=VIEW_BETWEEN_TYPES, message=message, origin=view.origin, help=way_out)
