"""Drop a generated column and add it again, computed otherwise, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.lock import Lock
from wesley.changes.relations import family_locks, rewrite_locks, stored
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.column import Column, Generated
from wesley.ir.table import Table
from wesley.sql.ddl.alter_column import add_column, drop_column, set_statistics, set_storage
from wesley.sql.ddl.comment import Comment, Commented, comment_on
from wesley.sql.deparse import to_sql

_DROPPED = "This server cannot change the expression in place. No value is lost: all of them are computed."
_REWRITES = (
    "Every row is computed anew, so PostgreSQL writes the whole table and its indexes anew while nobody can read or "
    "write it."
)
_WAY = "On a large table, add a column with the new expression under another name, and drop this one later."
_AGAIN = "It went with the column."


def recreate_column(situation: Situation, table: Table, column: Column, generated: Generated) -> tuple[Statement, ...]:
    """The statements; nothing may stand on the column.

    Args:
        situation: the situation before.
        table: the table.
        column: the column as it is.
        generated: how it is computed from now on.
    """
    place = (situation.before, table.schema, table.name)
    relation = RelationName(schema=table.schema, name=table.name)
    locks = family_locks(*place, Lock.ACCESS_EXCLUSIVE)
    wanted = replace(column, generated=generated, comment=None, storage=None, statistics=None)
    added = to_sql(add_column(table.schema, table.name, wanted))
    dropped = Statement(
        sql=to_sql(drop_column(table.schema, table.name, column.name)),
        why=_DROPPED,
        locks=locks,
        breaks_prepared=(relation,),
    )
    if generated.stored:
        new = Statement(
            sql=added,
            why=_REWRITES,
            locks=rewrite_locks(*place),
            rewrites=stored(*place),
            scans=stored(*place),
            manual=_WAY,
        )
    else:
        new = Statement(sql=added, why="A virtual column is computed when it is read.", locks=locks)
    again = (Statement(sql=sql, why=_AGAIN, locks=locks) for sql in _again(table, column))
    return (dropped, new, *again)


def _again(table: Table, column: Column) -> Iterator[str]:
    """What a column definition does not say."""
    if column.storage is not None:
        yield to_sql(set_storage(table.schema, table.name, column.name, column.storage))
    if column.statistics is not None:
        yield to_sql(set_statistics(table.schema, table.name, column.name, column.statistics))
    if column.comment is not None:
        yield comment_on(Comment(Commented.COLUMN, (table.schema, table.name, column.name), column.comment))
