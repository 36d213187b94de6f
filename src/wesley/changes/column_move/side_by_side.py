"""A table with a column under both of its names, and the same once the old name is gone."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.changes.column_move.constraint_copies import unique_copies
from wesley.changes.column_move.copies import (
    check_copies,
    foreign_key_copies,
    index_copies,
    kept_name,
    key_copies,
)
from wesley.changes.column_move.final import taken_over
from wesley.changes.column_move.move import Move
from wesley.changes.column_move.sync import both_ways, the_pair
from wesley.changes.edit import (
    edit_table,
    put,
    put_member,
    remove,
    remove_member,
    the_column,
    the_table,
)
from wesley.changes.mentions import index_names_any
from wesley.changes.own_names import is_old
from wesley.changes.rewrite import renamed
from wesley.changes.rewrite_names import Names
from wesley.changes.stand_in import stand_ins, with_views, without_views
from wesley.changes.wording import Wording, worded
from wesley.ir.constraint import PrimaryKey
from wesley.ir.index import Index
from wesley.ir.routine import Trigger
from wesley.ir.schema import Physical
from wesley.ir.table import Table


def side_by_side(schema: Physical, move: Move, wording: Wording) -> Physical:
    """The schema once the successor, which is there with copies of all that stands on the column, has taken over.

    Args:
        schema: the schema right before.
        move: the column and its new name.
        wording: how the new schema words what names the column.
    """
    before = the_column(schema, *move.place, move.column)
    table = the_table(schema, *move.place)
    # They show both names already, when the column returns to its former one, and so they do afterwards.
    kept = stand_ins(schema, move.place, (move.column, move.successor))
    schema = _without_copies(without_views(schema, kept), move)
    # The column under its new name alone, with everything on it; then the old name comes back beside it.
    schema = remove_member(schema, *move.place, "columns", move.successor)
    after = worded(renamed(schema, Names(columns={move.place: {move.column: move.successor}})), wording)
    old = replace(before, default=None, identity=None)
    new = taken_over(before, move)
    after = put_member(after, *move.place, "columns", new)
    after = put_member(after, *move.place, "columns", old)
    after = put(after, "functions", both_ways(move))
    return with_views(_with_old_parts(after, table, move), kept)


def _without_copies(schema: Physical, move: Move) -> Physical:
    moves = (move,)
    for owner, _, copy in tuple(foreign_key_copies(schema, moves)):
        schema = remove_member(schema, owner.schema, owner.name, "foreign_keys", copy.name)
    table = the_table(schema, *move.place)
    checks = {copy.name for _, copy in check_copies(table, moves)}
    indexes = {copy.name for _, copy in index_copies(table, moves)}
    indexes |= {copy.index.name for copy in key_copies(table, moves)}
    uniques = {copy.name for _, copy in unique_copies(table, moves)}
    return edit_table(
        schema,
        *move.place,
        checks=tuple(each for each in table.checks if each.name not in checks),
        # What stays on an old name is put back with the old parts.
        indexes=tuple(each for each in table.indexes if each.name not in indexes and not is_old(each.name)),
        uniques=tuple(each for each in table.uniques if each.name not in uniques and not is_old(each.name)),
    )


def _with_old_parts(schema: Physical, before: Table, move: Move) -> Physical:
    """The schema with what the old name keeps: its indexes and keys, its place in triggers and grants."""
    moves = (move,)
    after = the_table(schema, *move.place)
    indexes: list[Index] = [index for index in before.indexes if is_old(index.name)]
    indexes += [replace(index, name=kept_name(before, index.name)) for index, _ in index_copies(before, moves)]
    uniques = [unique for unique in before.uniques if is_old(unique.name)]
    uniques += [
        replace(copy.key, name=kept_name(before, copy.key.name))
        for copy in key_copies(before, moves)
        if not isinstance(copy.key, PrimaryKey)
    ]
    uniques += [replace(key, name=kept_name(before, key.name)) for key, _ in unique_copies(before, moves)]
    grants = tuple(
        replace(grant, columns=tuple(sorted((*grant.columns, move.column))))
        if move.successor in grant.columns
        else grant
        for grant in after.grants
    )
    return edit_table(
        schema,
        *move.place,
        indexes=(*after.indexes, *indexes),
        uniques=(*after.uniques, *uniques),
        triggers=tuple(_listening(trigger, move) for trigger in after.triggers),
        grants=grants,
    )


def _listening(trigger: Trigger, move: Move) -> Trigger:
    """UPDATE OF listens to the names in the SET clause: until the contract, that may be either."""
    if move.successor not in trigger.update_columns:
        return trigger
    return replace(trigger, update_columns=(*trigger.update_columns, move.column))


def without_old(schema: Physical, name: str, table: str, column: str, successor: str) -> Physical:
    """The schema without the old name of a column and all that was kept for it.

    Raises:
        LookupError: the two are not side by side.
    """
    place = (name, table)
    owner = the_table(schema, *place)
    sync = the_pair(owner.triggers, column, successor)
    schema = remove(schema, "functions", sync.function_schema, sync.function, "")
    return edit_table(
        schema,
        *place,
        columns=tuple(each for each in owner.columns if each.name != column),
        indexes=tuple(each for each in owner.indexes if not index_names_any(each, (column,))),
        uniques=tuple(each for each in owner.uniques if column not in (*each.columns, *each.include)),
        triggers=tuple(_only(each, column) for each in owner.triggers if each.name != sync.name),
        grants=tuple(
            replace(grant, columns=tuple(each for each in grant.columns if each != column)) for grant in owner.grants
        ),
    )


def _only(trigger: Trigger, column: str) -> Trigger:
    return replace(trigger, update_columns=tuple(each for each in trigger.update_columns if each != column))
