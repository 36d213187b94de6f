"""ALTER TABLE for one column: added, dropped, renamed, and each of its properties changed."""

from __future__ import annotations

from wesley.ir.column import Column, Identity
from wesley.sql.ddl.alter_constraint import add_not_null_not_valid
from wesley.sql.ddl.column import column_definition
from wesley.sql.ddl.sequence import every_option, given_options
from wesley.sql.error import SqlError
from wesley.sql.nodes import collation as collation_name
from wesley.sql.nodes import expression, relation, type_name
from wesley.sql.parse import Tree
from wesley.sql.tree import Filling, statement

_STORAGES = frozenset({"PLAIN", "EXTERNAL", "EXTENDED", "MAIN", "DEFAULT"})


def add_column(schema: str, table: str, column: Column) -> Tree:
    """ALTER TABLE ... ADD COLUMN with everything that `column_definition` says; `complete_column` says the rest.

    Raises:
        SqlError: its name is empty, or an expression or type in it cannot be parsed.
    """
    tree = statement("ALTER TABLE __table ADD COLUMN c int", table=relation(schema, table))
    definition = getattr(tree.stmts[0].stmt.alter_table_stmt.cmds[0].alter_table_cmd, "def")
    definition.CopyFrom(column_definition(column))
    return tree


def complete_column(schema: str, table: str, column: Column) -> list[Tree]:
    """The statements that follow `add_column` and CREATE TABLE, for what the definition of a column does not say."""
    trees = []
    if column.storage is not None:
        trees.append(set_storage(schema, table, column.name, column.storage))
    if column.statistics is not None:
        trees.append(set_statistics(schema, table, column.name, column.statistics))
    if not column.nullable and not column.not_null_valid:
        trees.append(add_not_null_not_valid(schema, table, None, column.name))
    return trees


def drop_column(schema: str, table: str, name: str) -> Tree:
    """ALTER TABLE ... DROP COLUMN."""
    return statement("ALTER TABLE __table DROP COLUMN __name", table=relation(schema, table), name=name)


def rename_column(schema: str, table: str, name: str, to: str) -> Tree:
    """ALTER TABLE ... RENAME COLUMN."""
    pattern = "ALTER TABLE __table RENAME COLUMN __name TO __to"
    return statement(pattern, table=relation(schema, table), name=name, to=to)


def set_default(schema: str, table: str, name: str, sql: str) -> Tree:
    """ALTER COLUMN ... SET DEFAULT: for rows that come, not for those that are there.

    Raises:
        SqlError: `sql` is no single expression.
    """
    return _altered(schema, table, name, "SET DEFAULT __default", default=expression(sql))


def drop_default(schema: str, table: str, name: str) -> Tree:
    """ALTER COLUMN ... DROP DEFAULT."""
    return _altered(schema, table, name, "DROP DEFAULT")


def set_not_null(schema: str, table: str, name: str) -> Tree:
    """ALTER COLUMN ... SET NOT NULL."""
    return _altered(schema, table, name, "SET NOT NULL")


def drop_not_null(schema: str, table: str, name: str) -> Tree:
    """ALTER COLUMN ... DROP NOT NULL."""
    return _altered(schema, table, name, "DROP NOT NULL")


def alter_type(
    schema: str, table: str, name: str, new_type: str, *, collation: str | None = None, using: str | None = None
) -> Tree:
    """ALTER COLUMN ... TYPE.

    Args:
        schema, table, name: the column.
        new_type: as `format_type()` prints it.
        collation: its new collation; None for that of the type.
        using: SQL of the new value, over the columns of the row; None for the assignment cast.

    Raises:
        SqlError: the type, the collation or the expression is none.
    """
    action = "TYPE __type"
    fillings: dict[str, Filling] = {"type": type_name(new_type)}
    if collation is not None:
        action += " COLLATE __collation"
        fillings["collation"] = collation_name(collation)
    if using is not None:
        action += " USING __using"
        fillings["using"] = expression(using)
    return _altered(schema, table, name, action, **fillings)


def set_statistics(schema: str, table: str, name: str, value: int | None) -> Tree:
    """ALTER COLUMN ... SET STATISTICS.

    Args:
        schema, table, name: the column.
        value: most values and buckets that ANALYZE keeps; None for the server's `default_statistics_target`.
    """
    return _altered(schema, table, name, f"SET STATISTICS {-1 if value is None else value:d}")


def set_storage(schema: str, table: str, name: str, storage: str) -> Tree:
    """ALTER COLUMN ... SET STORAGE: for values that come, not for those that are there.

    Args:
        schema, table, name: the column.
        storage: PLAIN, EXTERNAL, EXTENDED or MAIN; DEFAULT for the type's own, which only PostgreSQL 16 and newer know.

    Raises:
        SqlError: `storage` is another word.
    """
    if storage.upper() not in _STORAGES:
        raise SqlError(f"`{storage}` is no storage of a column: PLAIN, EXTERNAL, EXTENDED, MAIN or DEFAULT")
    return _altered(schema, table, name, f"SET STORAGE {storage.upper()}")


def set_compression(schema: str, table: str, name: str, method: str | None) -> Tree:
    """ALTER COLUMN ... SET COMPRESSION (PostgreSQL 14): for values that come.

    Args:
        schema, table, name: the column.
        method: `pglz` or `lz4`; None for the server's `default_toast_compression`.
    """
    if method is None:
        return _altered(schema, table, name, "SET COMPRESSION DEFAULT")
    return _altered(schema, table, name, "SET COMPRESSION __method", method=method)


def add_identity(schema: str, table: str, name: str, identity: Identity) -> Tree:
    """ALTER COLUMN ... ADD GENERATED AS IDENTITY: the column must be NOT NULL and without a default."""
    options = " ".join(given_options(identity))
    return _altered(
        schema, table, name, f"ADD GENERATED {_when(identity)} AS IDENTITY{f' ({options})' if options else ''}"
    )


def alter_identity(schema: str, table: str, name: str, identity: Identity) -> Tree:
    """ALTER COLUMN ... SET GENERATED with every option, so that the identity is as given whatever it was before.

    The value that comes next stays; it must lie between the new bounds.
    """
    options = " ".join(f"SET {option}" for option in every_option(identity))
    return _altered(schema, table, name, f"SET GENERATED {_when(identity)} {options}")


def generate_always(schema: str, table: str, name: str) -> Tree:
    """ALTER COLUMN ... SET GENERATED ALWAYS: an INSERT may give no value any more; all else stays."""
    return _altered(schema, table, name, "SET GENERATED ALWAYS")


def drop_identity(schema: str, table: str, name: str) -> Tree:
    """ALTER COLUMN ... DROP IDENTITY."""
    return _altered(schema, table, name, "DROP IDENTITY")


def drop_expression(schema: str, table: str, name: str) -> Tree:
    """ALTER COLUMN ... DROP EXPRESSION (PostgreSQL 13): a stored generated column becomes a plain one."""
    return _altered(schema, table, name, "DROP EXPRESSION")


def set_expression(schema: str, table: str, name: str, sql: str) -> Tree:
    """ALTER COLUMN ... SET EXPRESSION (PostgreSQL 17): a generated column is computed anew.

    Raises:
        SqlError: `sql` is no single expression.
    """
    return _altered(schema, table, name, "SET EXPRESSION AS (__expression)", expression=expression(sql))


def _altered(schema: str, table: str, column: str, action: str, **fillings: Filling) -> Tree:
    pattern = f"ALTER TABLE __table ALTER COLUMN __column {action}"
    return statement(pattern, table=relation(schema, table), column=column, **fillings)


def _when(identity: Identity) -> str:
    return "ALWAYS" if identity.always else "BY DEFAULT"
