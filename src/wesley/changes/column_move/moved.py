"""A move as a list of changes, from the first to the last."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.add_check import AddCheck
from wesley.changes.add_column import AddColumn
from wesley.changes.add_exclusion import AddExclusion
from wesley.changes.add_foreign_key import AddForeignKey
from wesley.changes.add_unique import AddUnique
from wesley.changes.anew import Anew
from wesley.changes.backfill import Backfill
from wesley.changes.build_view import BuildView, Built
from wesley.changes.change import Change
from wesley.changes.column_move.computed import of_successors, with_computed
from wesley.changes.column_move.constraint_copies import empty_copies, exclusion_copies, filled_copies
from wesley.changes.column_move.copies import (
    check_copies,
    foreign_key_copies,
    index_copies,
    kept_name,
    key_copies,
    key_index,
)
from wesley.changes.column_move.former import still_same
from wesley.changes.column_move.move import Move, TableName, tables
from wesley.changes.column_move.partitioned_key import primary_parts
from wesley.changes.column_move.refuse import refuse_impossible, refused_views
from wesley.changes.column_move.refuse_views import refuse_views
from wesley.changes.column_move.swap_name import SwapNames
from wesley.changes.column_move.swap_type import SwapTypes
from wesley.changes.column_move.sync import StartSync, value_of
from wesley.changes.column_move.views_beside import views_beside
from wesley.changes.create_index import CreateIndex
from wesley.changes.drop_column import DropColumn
from wesley.changes.edit import the_column, the_table
from wesley.changes.finish_column import FinishColumn
from wesley.changes.set_not_null import SetNotNull
from wesley.changes.situation import Situation
from wesley.changes.wording import Wording
from wesley.ir.constraint import PrimaryKey
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.problems.problem import WesleyError
from wesley.sql.error import SqlError
from wesley.sql.text import quote_identifier


def successors_made(before: Physical, aim: Physical, moves: tuple[Move, ...]) -> Iterator[Change]:
    """The changes that build the successors beside their columns, equal in value and with all that stands on them.

    Args:
        before: the schema right before.
        aim: the same where parts that stand on the columns are written as they shall be, with the names of now.
        moves: the columns.
    """
    for move in moves:
        yield _added(aim, moves, move)
        for unique in empty_copies(the_table(aim, *move.place), moves, move):
            yield AddUnique(schema=move.schema, table=move.table, unique=unique)
        yield from () if move.computed else _filled(before, move)
    yield from copies_made(aim, moves)


def copies_made(aim: Physical, moves: tuple[Move, ...]) -> Iterator[Change]:
    """The changes that build what stands on the columns once more, on their successors."""
    for place in tables(moves):
        table = the_table(aim, *place)
        names = {"schema": table.schema, "table": table.name}
        for _, check in check_copies(table, moves):
            yield AddCheck(**names, check=check)
        for copy in key_copies(table, moves):
            yield CreateIndex(**names, index=copy.index)
        for _, index in index_copies(table, moves):
            yield CreateIndex(**names, index=replace(index, valid=True))
        yield from primary_parts(table, moves)
        for unique in filled_copies(table, moves):
            yield AddUnique(schema=table.schema, table=table.name, unique=unique)
        for _, exclusion in exclusion_copies(table, moves):
            yield AddExclusion(**names, exclusion=exclusion)
    for table, _, key in foreign_key_copies(aim, moves):
        yield AddForeignKey(schema=table.schema, table=table.name, key=key)


def _added(aim: Physical, moves: tuple[Move, ...], move: Move) -> AddColumn:
    """The successor, empty unless it is computed."""
    bare = replace(
        of_successors(move.after, moves, move.place),
        name=move.successor,
        nullable=True if not move.computed else the_column(aim, *move.place, move.column).nullable,
        not_null_valid=True,
        default=None,
        identity=None,
        compression=None,
        storage=None,
        statistics=None,
        comment=None,
    )
    return AddColumn(schema=move.schema, table=move.table, column=bare, alone=not move.computed)


def _filled(before: Physical, move: Move) -> Iterator[Change]:
    """Its trigger, its values, its NOT NULL."""
    column = the_column(before, move.schema, move.table, move.column)
    yield StartSync(schema=move.schema, table=move.table, move=move)
    old, new = quote_identifier(move.column), quote_identifier(move.successor)
    needed = f"{new} IS NULL AND {old} IS NOT NULL"
    if move.former is not None:
        yield Backfill(
            schema=move.schema,
            table=move.table,
            assignments=((move.successor, quote_identifier(move.former.column)),),
            condition=f"{needed} AND {still_same(move.former, move.column)}",
            utc=move.utc,
        )
    yield Backfill(
        schema=move.schema,
        table=move.table,
        assignments=((move.successor, value_of(move, old)),),
        condition=needed,
    )
    if not column.nullable:
        yield SetNotNull(schema=move.schema, table=move.table, column=move.successor, valid=column.not_null_valid)


def type_moved(
    situation: Situation, moves: tuple[Move, ...], anew: tuple[tuple[TableName, Anew], ...]
) -> tuple[Change, ...]:
    """The changes that give columns other types by way of successors.

    Args:
        situation: right before.
        moves: the columns, which keep their names.
        anew: by table, what is written otherwise for the new types.

    Raises:
        WesleyError: something stands on a column that PostgreSQL cannot build beside it.
    """
    aim = situation.before
    for place, its in anew:
        aim = its.apply(aim, *place)
    moves = with_computed(situation.before, aim, moves)
    refuse_impossible(situation, moves)
    refuse_views(situation, moves, aim)
    views = _views(aim, moves)
    return (
        *successors_made(situation.before, aim, moves),
        *(build for build, _ in views),
        SwapTypes(moves=moves, anew=anew, built=tuple(built for _, built in views)),
        *(
            DropColumn(
                schema=move.schema,
                table=move.table,
                column=move.kept,
                kept=situation.side(move.schema, move.table, move.column),
            )
            for move in moves
            if not move.computed
        ),
    )


def _views(aim: Physical, moves: tuple[Move, ...]) -> tuple[tuple[BuildView, Built], ...]:
    try:
        return views_beside(aim, moves)
    except SqlError as error:
        raise WesleyError(refused_views(moves, str(error))) from None


def name_moved(situation: Situation, move: Move, wording: Wording) -> tuple[Change, ...]:
    """The changes that give a column another name by way of a successor that has it.

    Args:
        situation: right before.
        move: the column and its new name; nothing stands in the way.
        wording: how the new schema words what names the column.
    """
    before = situation.before
    names = {"schema": move.schema, "table": move.table}
    return (
        *successors_made(before, before, (move,)),
        *index_for_old_name(the_table(before, *move.place), move),
        SwapNames(**names, move=move, wording=wording),
        FinishColumn(**names, column=move.column, successor=move.successor),
    )


def index_for_old_name(table: Table, move: Move) -> Iterator[CreateIndex]:
    """The index of a primary key once more, for the old name: a table has one primary key alone.

    The application in use may name the columns in ON CONFLICT, which needs a unique index on them.
    """
    for copy in key_copies(table, (move,)):
        if isinstance(copy.key, PrimaryKey):
            index = key_index(copy.key, kept_name(table, copy.key.name), {})
            yield CreateIndex(schema=table.schema, table=table.name, index=index)
