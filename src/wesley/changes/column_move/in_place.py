"""ALTER COLUMN TYPE itself, with what is bound to the column taken away and put back around it."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.codes import COLUMN_CANNOT_MOVE
from wesley.changes.column_move.copies import foreign_key_copies
from wesley.changes.column_move.move import Move
from wesley.changes.column_move.refuse_views import refuse_views
from wesley.changes.column_move.remake import put_back, take_away
from wesley.changes.column_move.standing import Standing, standing_on
from wesley.changes.column_move.step import altered
from wesley.changes.column_move.sync import value_of
from wesley.changes.edit import the_column
from wesley.changes.lock import Lock, RelationLock, strongest
from wesley.changes.relations import family_locks, stored
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.changes.type_cost import cost
from wesley.ir.column import Column
from wesley.ir.schema import Physical
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.ddl.alter_column import alter_type, drop_default, set_compression, set_default, set_storage
from wesley.sql.deparse import to_sql
from wesley.sql.text import quote_identifier

_CATALOG = (
    "The stored values are values of the new type as well, so PostgreSQL changes its catalog alone: no row and no "
    "index is read or written."
)
_WRITES = "The table is written anew, with all its indexes; it is new itself and empty."
_STORED = "With the type, PostgreSQL has set it to what is usual for the new one."
_DEFAULT = "The default is replaced by hand: PostgreSQL refuses one that it cannot convert."


def altered_in_place(situation: Situation, move: Move, aim: Physical) -> Iterator[Statement]:
    """The statements.

    Args:
        situation: right before.
        move: the column; its successor does not matter.
        aim: the schema right after.

    Raises:
        WesleyError: a generated column is computed from it.
    """
    before = situation.before
    column = the_column(before, *move.place, move.column)
    standing = standing_on(before, {move.place: {move.column: move.column}})
    _refuse_generated(move, standing)
    refuse_views(situation, (move,), aim)
    yield from take_away(situation, standing)
    if column.default is not None:
        yield altered(before, move, drop_default(*move.place, move.column), _DEFAULT)
    yield _type(situation, move, column)
    yield from _stored(before, move)
    if move.after.default is not None:
        yield altered(before, move, set_default(*move.place, move.column, move.after.default.sql), _DEFAULT)
    yield from put_back(situation, aim, standing)


def _type(situation: Situation, move: Move, column: Column) -> Statement:
    its, after = cost(situation.before, column, move.after), move.after
    using = value_of(move, quote_identifier(column.name)) if move.using else None
    writes = its.rewrite and not situation.is_new(*move.place)
    return Statement(
        sql=to_sql(alter_type(*move.place, column.name, after.type, collation=after.collation, using=using)),
        why=_WRITES if its.rewrite else _CATALOG,
        locks=_locks(situation.before, move),
        rewrites=stored(situation.before, *move.place) if writes else (),
        scans=stored(situation.before, *move.place) if writes else (),
        breaks_prepared=(RelationName(schema=move.schema, name=move.table),),
        utc=its.needs_utc,
    )


def _stored(before: Physical, move: Move) -> Iterator[Statement]:
    """What ALTER COLUMN TYPE has set to the default of the type, on every version (measured)."""
    if move.after.storage is not None:
        yield altered(before, move, set_storage(*move.place, move.column, move.after.storage), _STORED)
    if move.after.compression is not None:
        yield altered(before, move, set_compression(*move.place, move.column, move.after.compression), _STORED)


def _locks(before: Physical, move: Move) -> tuple[RelationLock, ...]:
    """The table, and both sides of each foreign key that the column has a part in (measured)."""
    found = list(family_locks(before, *move.place, Lock.ACCESS_EXCLUSIVE))
    for table, key, _ in foreign_key_copies(before, (move,)):
        for other in {(table.schema, table.name), (key.ref_schema, key.ref_table)} - {move.place}:
            found += family_locks(before, *other, Lock.ACCESS_EXCLUSIVE)
    return strongest(tuple(found))


def _refuse_generated(move: Move, standing: Standing) -> None:
    for _, column in standing.generated:
        raise WesleyError(
            Problem(
                code=COLUMN_CANNOT_MOVE,
                message=f"the type of {move.schema}.{move.table}.{move.column} cannot change: the generated column "
                f"{column.name} is computed from it",
                origin=move.after.origin,
                help=f"take {column.name} away in a plan of its own and bring it back after",
            )
        )
