"""ALTER TABLE for a whole table, DROP TABLE, LOCK TABLE."""

from __future__ import annotations

from collections.abc import Iterable

from wesley.ir.table import Partition
from wesley.sql.ddl.parameter import parameter_names, parameters
from wesley.sql.ddl.table import partition_bound
from wesley.sql.error import SqlError
from wesley.sql.messages import message
from wesley.sql.nodes import relation
from wesley.sql.parse import Tree
from wesley.sql.tree import statement

# Table-level lock modes (section 13.3.1 of the manual).
LOCK_MODES = frozenset(
    {
        "ACCESS SHARE",
        "ROW SHARE",
        "ROW EXCLUSIVE",
        "SHARE UPDATE EXCLUSIVE",
        "SHARE",
        "SHARE ROW EXCLUSIVE",
        "EXCLUSIVE",
        "ACCESS EXCLUSIVE",
    }
)


def drop_table(schema: str, table: str) -> Tree:
    """DROP TABLE; refused by PostgreSQL while something else depends on the table."""
    return statement("DROP TABLE __schema.__table", schema=schema, table=table)


def rename_table(schema: str, table: str, to: str) -> Tree:
    """ALTER TABLE ... RENAME TO."""
    return statement("ALTER TABLE __table RENAME TO __to", table=relation(schema, table), to=to)


def set_table_schema(schema: str, table: str, to: str) -> Tree:
    """ALTER TABLE ... SET SCHEMA; its indexes, constraints and the sequences of its columns go with it."""
    return statement("ALTER TABLE __table SET SCHEMA __to", table=relation(schema, table), to=to)


def set_parameters(schema: str, table: str, values: Iterable[tuple[str, str]]) -> Tree:
    """ALTER TABLE ... SET (...).

    Args:
        schema, table: the table.
        values: names and values of storage parameters, at least one.
    """
    pattern = "ALTER TABLE __table SET (__parameter)"
    return statement(pattern, table=relation(schema, table), parameter=parameters(values))


def reset_parameters(schema: str, table: str, names: Iterable[str]) -> Tree:
    """ALTER TABLE ... RESET (...), of at least one storage parameter."""
    pattern = "ALTER TABLE __table RESET (__parameter)"
    return statement(pattern, table=relation(schema, table), parameter=parameter_names(names))


def set_logged(schema: str, table: str) -> Tree:
    """ALTER TABLE ... SET LOGGED."""
    return statement("ALTER TABLE __table SET LOGGED", table=relation(schema, table))


def set_unlogged(schema: str, table: str) -> Tree:
    """ALTER TABLE ... SET UNLOGGED: its rows are gone after a crash."""
    return statement("ALTER TABLE __table SET UNLOGGED", table=relation(schema, table))


def attach_partition(schema: str, table: str, partition: Partition) -> Tree:
    """ALTER TABLE ... ATTACH PARTITION.

    Raises:
        SqlError: the bound of the partition is none.
    """
    tree = statement(
        "ALTER TABLE __table ATTACH PARTITION __partition DEFAULT",
        table=relation(schema, table),
        partition=relation(partition.schema, partition.name),
    )
    command = tree.stmts[0].stmt.alter_table_stmt.cmds[0].alter_table_cmd
    getattr(command, "def").partition_cmd.bound.CopyFrom(partition_bound(partition.bound))
    return tree


def detach_partition(schema: str, table: str, partition: Partition, *, concurrently: bool = False) -> Tree:
    """ALTER TABLE ... DETACH PARTITION.

    Args:
        schema, table: the partitioned table.
        partition: the partition; it goes on as a table of its own.
        concurrently: CONCURRENTLY (PostgreSQL 14), which cannot run in a transaction block.
    """
    return statement(
        f"ALTER TABLE __table DETACH PARTITION __partition{' CONCURRENTLY' if concurrently else ''}",
        table=relation(schema, table),
        partition=relation(partition.schema, partition.name),
    )


def lock_table(relations: Iterable[tuple[str, str]], mode: str) -> Tree:
    """LOCK TABLE.

    Args:
        relations: schemas and names of the tables, at least one; they are locked in this order.
        mode: one of LOCK_MODES.

    Raises:
        SqlError: the mode is none.
    """
    if mode not in LOCK_MODES:
        raise SqlError(f"`{mode}` is no mode of a lock")
    nodes = [message("Node")(range_var=relation(*each)) for each in relations]
    return statement(f"LOCK TABLE __table IN {mode} MODE", table=nodes)
