"""What cannot be replaced beside an application that goes on."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.codes import COLUMN_CANNOT_MOVE
from wesley.changes.column_move.constraint_copies import unique_copies
from wesley.changes.column_move.copies import is_deferrable, key_copies
from wesley.changes.column_move.move import Move, TableName, successors
from wesley.changes.column_move.partitioned_key import primary_copy
from wesley.changes.column_move.standing import standing_on
from wesley.changes.edit import the_table
from wesley.changes.mentions import exclusion_names_any, key_names_any
from wesley.changes.referenced_key import referencing
from wesley.changes.situation import Situation
from wesley.ir.constraint import Unique
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.problems.problem import Problem, WesleyError

PARTITIONED_ROW_TRIGGERS_SINCE = 13
_NEW_TABLE = "add a new table that is partitioned as wanted, fill it, and drop this one when nothing uses it"
_ALONE = "change it in a maintenance window by hand, or take {what} away in a plan of its own and bring it back after"


def refuse_impossible(situation: Situation, moves: tuple[Move, ...]) -> None:
    """Stop where no successor can take over.

    Raises:
        WesleyError: one problem for each thing that is in the way.
    """
    problems = obstacles(situation, moves)
    if problems:
        raise WesleyError(*problems)


def obstacles(situation: Situation, moves: tuple[Move, ...]) -> list[Problem]:
    """What is in the way of successors; nothing when they can be built."""
    found = [problem for move in moves for problem in _of_table(situation, move)]
    return [*found, *_of_standing(situation, moves)]


def _of_table(situation: Situation, move: Move) -> Iterator[Problem]:
    table = the_table(situation.before, *move.place)
    its = (move.column,)
    if move.computed and move.renames:
        reason = "it is computed from other columns, so nothing can write the same value into another one"
        yield _problem(move, reason, "add the new one, and drop the old one when nothing uses it")
    if table.partitioning is not None:
        if key_names_any(table.partitioning.keys, its):
            yield _problem(move, "it is of the partition key, which PostgreSQL never changes", _NEW_TABLE)
            return
        if situation.version < PARTITIONED_ROW_TRIGGERS_SINCE:
            reason = f"a partitioned table of PostgreSQL {situation.version} has no BEFORE ROW triggers"
            yield _problem(move, reason, "upgrade the server first")
    yield from _of_keys(table, move)
    yield from _of_partitioned(situation.before, table, move)
    for exclusion in table.exclusions if move.renames else ():
        if exclusion_names_any(exclusion, its):
            reason = f"the exclusion {exclusion.name} names it, and PostgreSQL builds none beside an application"
            yield _problem(move, reason, _ALONE.format(what=exclusion.name))


def _of_keys(table: Table, move: Move) -> Iterator[Problem]:
    for copy in key_copies(table, (move,)):
        if is_deferrable(copy.key):
            reason = f"the primary key {copy.key.name} is deferrable, and a table has no second one beside it"
            yield _problem(move, reason, _ALONE.format(what=copy.key.name))
    for key, _ in unique_copies(table, (move,)):
        if is_deferrable(key) and (key.nulls_not_distinct or move.column in key.include or move.computed):
            kind = _kind(key, move)
            reason = f"{key.name} is deferrable and {kind}, so it cannot be there before the successor has values"
            yield _problem(move, reason, _ALONE.format(what=key.name))


def _kind(key: Unique, move: Move) -> str:
    if key.nulls_not_distinct:
        return "takes NULL for equal to NULL"
    return f"names the generated column {move.column}" if move.computed else "has it in INCLUDE"


def _of_partitioned(before: Physical, table: Table, move: Move) -> Iterator[Problem]:
    key = primary_copy(table, (move,))
    if key is None or table.primary_key is None:
        return
    name = table.primary_key.name
    if move.renames:
        reason = f"the primary key {name} belongs to a partitioned table, which can keep none for the other name"
        yield _problem(move, reason, _ALONE.format(what=name))
    for each in referencing(before, table.schema, table.name, table.primary_key.columns):
        reason = f"{each.key.name} refers to the primary key {name} of a partitioned table, which has no second one"
        yield _problem(move, reason, _ALONE.format(what=each.key.name))


def _of_standing(situation: Situation, moves: tuple[Move, ...]) -> Iterator[Problem]:
    standing = standing_on(situation.before, successors(moves))
    for view in standing.views:
        if view.materialized and any(move.renames for move in moves):
            reason = f"the materialized view {view.name} reads it and would be computed anew under the lock"
            yield _problem(_of(moves), reason, _ALONE.format(what=view.name))
    for place, column in standing.generated if any(move.renames for move in moves) else ():
        if column.generated is not None and column.generated.stored:
            reason = f"the generated column {column.name} is computed from it, and would have to be written anew"
            yield _problem(_of(moves, place), reason, _ALONE.format(what=column.name))


def refused_views(moves: tuple[Move, ...], reason: str) -> Problem:
    """The problem of a materialized view in whose query the columns cannot be told."""
    why = f"a materialized view reads it, and cannot be built beside the one in use: {reason}"
    return _problem(moves[0], why, _ALONE.format(what="it"))


def _of(moves: tuple[Move, ...], place: TableName | None = None) -> Move:
    return next((move for move in moves if move.place == place), moves[0])


def _problem(move: Move, reason: str, way_out: str) -> Problem:
    name = f"{move.schema}.{move.table}.{move.column}"
    return Problem(
        code=COLUMN_CANNOT_MOVE,
        message=f"{name} cannot get a successor: {reason}",
        origin=move.after.origin,
        help=way_out,
    )
