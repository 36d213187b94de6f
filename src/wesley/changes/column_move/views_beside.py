"""Materialized views once more on the successors, so that no query has to run while the table is locked."""

from __future__ import annotations

from wesley.changes.build_view import BuildView, Built, builds
from wesley.changes.column_move.move import Move, successors
from wesley.changes.column_move.standing import standing_on
from wesley.changes.view_order import name_of, under
from wesley.ir.schema import Physical
from wesley.ir.view import View


def views_beside(aim: Physical, moves: tuple[Move, ...]) -> tuple[tuple[BuildView, Built], ...]:
    """The changes that build them, with the views that stand between them and the table, and what they build.

    Args:
        aim: the schema before, where parts are written as they shall be, with the names of now.
        moves: the columns.

    Raises:
        SqlError: it cannot be told what a name in a query means.
    """
    standing = standing_on(aim, successors(moves)).views
    names = under(standing, (name_of(view) for view in standing if view.materialized))
    return builds(aim, (view for view in standing if name_of(view) in names), successors(moves))


def without_built(views: tuple[View, ...], built: tuple[Built, ...]) -> tuple[View, ...]:
    """The views without those that were built beside."""
    own = {(each.name[0], each.own) for each in built}
    return tuple(view for view in views if name_of(view) not in own)
