"""ALTER INDEX, DROP INDEX, and the index of a partitioned table in steps."""

from __future__ import annotations

from collections.abc import Iterable

from wesley.ir.index import Index
from wesley.sql.ddl.index import create_index
from wesley.sql.ddl.parameter import parameter_names, parameters
from wesley.sql.nodes import relation
from wesley.sql.parse import Tree
from wesley.sql.tree import statement


def drop_index(schema: str, index: str, *, concurrently: bool = False) -> Tree:
    """DROP INDEX.

    Args:
        schema, index: the index; no constraint may stand on it.
        concurrently: CONCURRENTLY, which cannot run in a transaction block.
    """
    words = "INDEX CONCURRENTLY" if concurrently else "INDEX"
    return statement(f"DROP {words} __schema.__index", schema=schema, index=index)


def rename_index(schema: str, index: str, to: str) -> Tree:
    """ALTER INDEX ... RENAME TO; the constraint that stands on it is renamed with it."""
    return statement("ALTER INDEX __index RENAME TO __to", index=relation(schema, index), to=to)


def set_index_parameters(schema: str, index: str, values: Iterable[tuple[str, str]]) -> Tree:
    """ALTER INDEX ... SET (...).

    Args:
        schema, index: the index.
        values: names and values of storage parameters, at least one.
    """
    pattern = "ALTER INDEX __index SET (__parameter)"
    return statement(pattern, index=relation(schema, index), parameter=parameters(values))


def reset_index_parameters(schema: str, index: str, names: Iterable[str]) -> Tree:
    """ALTER INDEX ... RESET (...), of at least one storage parameter."""
    pattern = "ALTER INDEX __index RESET (__parameter)"
    return statement(pattern, index=relation(schema, index), parameter=parameter_names(names))


def create_index_on_only(schema: str, table: str, index: Index) -> Tree:
    """CREATE INDEX ... ON ONLY a partitioned table: not valid until an index of each partition is attached."""
    tree = create_index(schema, table, index)
    tree.stmts[0].stmt.index_stmt.relation.inh = False
    return tree


def attach_index(schema: str, parent_index: str, child_schema: str, child_index: str) -> Tree:
    """ALTER INDEX ... ATTACH PARTITION.

    Args:
        schema, parent_index: the index of the partitioned table.
        child_schema, child_index: the index of the partition.
    """
    pattern = "ALTER INDEX __parent ATTACH PARTITION __child"
    return statement(pattern, parent=relation(schema, parent_index), child=relation(child_schema, child_index))
