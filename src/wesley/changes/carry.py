"""A change that waits for the contract, under the names that the expand part has given meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from wesley.changes.build_view import BuildView
from wesley.changes.change import Change, TableChange
from wesley.changes.codes import COLUMN_CANNOT_MOVE
from wesley.changes.column_move.move import Move
from wesley.changes.column_move.swap_type import SwapTypes
from wesley.changes.column_move.sync import StartSync
from wesley.changes.rebuild_views import RebuildViews
from wesley.changes.revoke import RevokePrivileges
from wesley.changes.rewrite import renamed_view
from wesley.changes.rewrite_names import Name, Names
from wesley.changes.rewrite_row import renamed_check
from wesley.changes.together import Together
from wesley.changes.wording import Wording, worded
from wesley.ir.access import Grant
from wesley.ir.constraint import Check
from wesley.ir.schema import Physical
from wesley.problems.problem import Problem, WesleyError


def carried(waiting: Change, names: Names) -> Change:
    """The change under other names.

    Args:
        waiting: the change.
        names: tables and columns that have another name by now; a column keeps the old one beside it.

    Raises:
        WesleyError: the change replaces a column that was renamed.
    """
    if isinstance(waiting, Together):
        return replace(waiting, changes=tuple(carried(each, names) for each in waiting.changes))
    if isinstance(waiting, RevokePrivileges):
        return _revoked(waiting, names)
    if isinstance(waiting, RebuildViews):
        return replace(waiting, views=tuple(renamed_view(view, names) for view in waiting.views))
    if isinstance(waiting, BuildView):
        return replace(waiting, view=renamed_view(waiting.view, names))
    if isinstance(waiting, SwapTypes):
        return replace(
            waiting,
            moves=tuple(_moved(move, names) for move in waiting.moves),
            anew=tuple((names.relations.get(place, place), anew) for place, anew in waiting.anew),
        )
    if not isinstance(waiting, TableChange):
        return waiting
    if isinstance(waiting, StartSync):
        waiting = replace(waiting, move=_moved(waiting.move, names))
    return _of_table(waiting, names)


def _of_table(waiting: TableChange, names: Names) -> TableChange:
    place = (waiting.schema, waiting.table)
    column = getattr(waiting, "column", None)
    to = names.columns.get(place, {}).get(column) if isinstance(column, str) else None
    schema, table = names.relations.get(place, place)
    fields: dict[str, Any] = {"schema": schema, "table": table, **({} if to is None else {"column": to})}
    check = getattr(waiting, "check", None)
    if isinstance(check, Check):
        fields["check"] = renamed_check(check, names.columns.get(place, {}), waiting.table)
    return replace(waiting, **fields)


def _moved(move: Move, names: Names) -> Move:
    if move.column in names.columns.get(move.place, {}):
        raise WesleyError(
            Problem(
                code=COLUMN_CANNOT_MOVE,
                message=f"{move.schema}.{move.table}.{move.column} is renamed, and its type changes in the contract",
                origin=move.after.origin,
                help="rename it in one plan and change its type in another",
            )
        )
    schema, table = names.relations.get(move.place, move.place)
    return replace(move, schema=schema, table=table)


def _revoked(waiting: RevokePrivileges, names: Names) -> RevokePrivileges:
    place: Name = (waiting.schema, waiting.name)
    if waiting.collection != "tables":
        return waiting
    columns = names.columns.get(place, {})
    schema, name = names.relations.get(place, place)
    return replace(
        waiting,
        schema=schema,
        name=name,
        taken=tuple(_on_both(grant, columns) for grant in waiting.taken),
        stays=tuple(_on_both(grant, columns) for grant in waiting.stays),
    )


def _on_both(grant: Grant, columns: Mapping[str, str]) -> Grant:
    """A grant on a column that has two names for a while is one on both."""
    also = tuple(columns[column] for column in grant.columns if column in columns)
    return replace(grant, columns=tuple(sorted((*grant.columns, *also)))) if also else grant


def worded_views(waiting: Change, words: Wording) -> Change:
    """A change that makes views, in the words of the new schema."""
    if not isinstance(waiting, RebuildViews):
        return waiting
    return replace(waiting, views=worded(Physical(views=waiting.views), words).views)
