"""What a column hands over to its successor: identity, default, sequence, comment, storage and rights."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.column_move.move import Move
from wesley.changes.column_move.step import altered, locking
from wesley.changes.default_names import default_name
from wesley.changes.edit import the_column, the_table
from wesley.changes.lock import Lock, RelationLock
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.validate_not_null import not_null_name
from wesley.ir.access import Grant
from wesley.ir.column import Column
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_column import (
    add_identity,
    drop_default,
    drop_identity,
    set_compression,
    set_default,
    set_statistics,
    set_storage,
)
from wesley.sql.ddl.alter_constraint import rename_constraint
from wesley.sql.ddl.comment import Comment, Commented, comment_on
from wesley.sql.ddl.grant import grant_on_table, revoke_on_table
from wesley.sql.ddl.identity_sequence import continue_other, rename_sequence_of
from wesley.sql.ddl.sequence import owned_by
from wesley.sql.deparse import to_sql
from wesley.sql.parse import Tree

_NUMBERS = "No number is given twice: the identity goes on where the old one stands, while nobody can insert."
_VALUE = "From here on the successor is the one that gets a value when an INSERT names none."
_ALL_ELSE = "What belonged to the column belongs to its successor."
_NAMED_NOT_NULL = 18


def taken_over(before: Column, move: Move) -> Column:
    """The successor with what the column has at the moment of the swap: what is gone by then does not come back."""
    return replace(
        move.after,
        nullable=before.nullable,
        not_null_valid=before.not_null_valid,
        default=None if before.default is None and before.identity is None else move.after.default,
        identity=None if before.identity is None else move.after.identity,
    )


def hand_over_values(situation: Situation, move: Move) -> Iterator[Statement]:
    """Identity and default go to the successor, both still under the names that they have before the swap."""
    before = situation.before
    place = (move.schema, move.table)
    column = the_column(before, *place, move.column)
    after = taken_over(column, move)
    if column.default is not None:
        yield altered(before, move, drop_default(*place, move.column), _VALUE)
    if after.identity is None and column.identity is not None:
        yield altered(before, move, drop_identity(*place, move.column), _NUMBERS)
    if after.default is not None:
        yield altered(before, move, set_default(*place, move.successor, after.default.sql), _VALUE)
    if after.identity is None:
        return
    yield altered(before, move, add_identity(*place, move.successor, after.identity), _NUMBERS)
    yield altered(before, move, continue_other(*place, move.column, move.successor), _NUMBERS)
    yield altered(before, move, drop_identity(*place, move.column), _NUMBERS)


def hand_over_rest(situation: Situation, move: Move) -> Iterator[Statement]:
    """What has to wait until the successor has its name."""
    before = situation.before
    for tree in _trees(situation, move):
        yield altered(before, move, tree, _ALL_ELSE)
    for sequence in before.sequences:
        if sequence.owned_by == (*move.place, move.column):
            lock = RelationLock(schema=sequence.schema, name=sequence.name, mode=Lock.SHARE_ROW_EXCLUSIVE)
            tree = owned_by(replace(sequence, owned_by=(*move.place, move.after.name)))
            yield Statement(sql=to_sql(tree), why=_ALL_ELSE, locks=(*locking(before, move.place), lock))
    if move.after.comment is not None:
        comment = Comment(Commented.COLUMN, (*move.place, move.after.name), move.after.comment)
        yield Statement(sql=comment_on(comment), why=_ALL_ELSE, locks=locking(before, move.place))


def _trees(situation: Situation, move: Move) -> Iterator[Tree]:
    place, name, after = move.place, move.after.name, move.after
    before = the_column(situation.before, *place, move.column)
    if after.storage is not None:
        yield set_storage(*place, name, after.storage)
    if after.statistics is not None:
        yield set_statistics(*place, name, after.statistics)
    if after.compression is not None:
        yield set_compression(*place, name, after.compression)
    if name == move.column and before.identity is not None and after.identity is not None:
        yield rename_sequence_of(*place, name, default_name(move.table, name, "seq"))
    if name == move.column and not before.nullable and situation.version >= _NAMED_NOT_NULL:
        table = the_table(situation.before, *place)
        yield rename_constraint(*place, not_null_name(table, move.successor), not_null_name(table, name))


def column_grants(before: Physical, move: Move) -> tuple[Grant, ...]:
    """What roles may do with this very column, each limited to it."""
    table = the_table(before, *move.place)
    return tuple(replace(grant, columns=(move.column,)) for grant in table.grants if move.column in grant.columns)


def move_grants(before: Physical, move: Move, old: str) -> Iterator[Statement]:
    """Rights on the column alone go from the old column, by the name that it has now, to the one that has its name."""
    for grant in column_grants(before, move):
        for tree in (
            revoke_on_table(*move.place, replace(grant, columns=(old,))),
            grant_on_table(*move.place, grant),
        ):
            yield Statement(sql=to_sql(tree), why=_ALL_ELSE)
