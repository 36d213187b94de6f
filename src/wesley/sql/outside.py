"""Statements that run outside any transaction block: what each makes or takes away, and what belongs to it."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from wesley.sql.ddl.alter_index import drop_index
from wesley.sql.deparse import to_sql
from wesley.sql.messages import lean
from wesley.sql.nodes import relation
from wesley.sql.parse import Tree, kind, parse
from wesley.sql.tree import statement


class BuildIndex(Struct, frozen=True, kw_only=True):
    """CREATE INDEX CONCURRENTLY.

    Args:
        schema, name: the index; PostgreSQL puts it into the schema of its table.
        table: the table or materialized view.
        unique: UNIQUE.
    """

    schema: str
    name: str
    table: str
    unique: bool


class RemoveIndex(Struct, frozen=True, kw_only=True):
    """DROP INDEX CONCURRENTLY."""

    schema: str
    name: str


class DetachPartition(Struct, frozen=True, kw_only=True):
    """ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY.

    Args:
        schema, table: the partitioned table.
        partition_schema, partition: the partition.
    """

    schema: str
    table: str
    partition_schema: str
    partition: str


Outside: TypeAlias = BuildIndex | RemoveIndex | DetachPartition


def outside(sql: str) -> Outside | None:
    """What a statement does that cannot run inside a transaction block; None when it is none that is known.

    Args:
        sql: one statement whose names are qualified.

    Raises:
        SqlError: it is not SQL.
    """
    tree = parse(sql)
    if len(tree.stmts) != 1:
        return None
    node = tree.stmts[0].stmt
    if kind(node) == "index_stmt":
        return _build(node.index_stmt)
    if kind(node) == "drop_stmt":
        return _remove(node.drop_stmt)
    return _detach(node.alter_table_stmt) if kind(node) == "alter_table_stmt" else None


def on_temporary(sql: str) -> str:
    """CREATE INDEX without CONCURRENTLY, on the temporary table of the same name as the table."""
    tree = lean(parse(sql))
    node = tree.stmts[0].stmt.index_stmt
    node.concurrent = False
    node.relation.schemaname = "pg_temp"
    return to_sql(tree)


def temporary_like(schema: str, table: str) -> str:
    """CREATE TEMPORARY TABLE with the name and the columns of a table or materialized view."""
    return to_sql(
        statement("CREATE TEMPORARY TABLE __name (LIKE __table)", name=table, table=relation(schema, table)),
    )


def remove(schema: str, index: str) -> str:
    """DROP INDEX CONCURRENTLY."""
    return to_sql(drop_index(schema, index, concurrently=True))


def finalize(detach: DetachPartition) -> str:
    """ALTER TABLE ... DETACH PARTITION ... FINALIZE, which ends what was stopped half-way (PostgreSQL 14)."""
    return to_sql(
        statement(
            "ALTER TABLE __table DETACH PARTITION __partition FINALIZE",
            table=relation(detach.schema, detach.table),
            partition=relation(detach.partition_schema, detach.partition),
        )
    )


def _build(node: Tree) -> BuildIndex | None:
    table = node.relation
    if not (node.concurrent and node.idxname and table.schemaname):
        return None
    return BuildIndex(schema=table.schemaname, name=node.idxname, table=table.relname, unique=node.unique)


def _remove(node: Tree) -> RemoveIndex | None:
    # No other kind of object is dropped CONCURRENTLY.
    if not node.concurrent or len(node.objects) != 1:
        return None
    names = [item.string.sval for item in node.objects[0].list.items]
    return RemoveIndex(schema=names[0], name=names[1]) if len(names) == 2 else None


def _detach(node: Tree) -> DetachPartition | None:
    if len(node.cmds) != 1:
        return None
    command = getattr(node.cmds[0].alter_table_cmd, "def").partition_cmd
    # ATTACH and FINALIZE do not know the word.
    if not (command.concurrent and node.relation.schemaname and command.name.schemaname):
        return None
    return DetachPartition(
        schema=node.relation.schemaname,
        table=node.relation.relname,
        partition_schema=command.name.schemaname,
        partition=command.name.relname,
    )
