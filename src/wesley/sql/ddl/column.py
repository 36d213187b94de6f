"""A column, as CREATE TABLE and ALTER TABLE ADD COLUMN define it."""

from __future__ import annotations

from functools import lru_cache

from wesley.ir.column import Column, Identity
from wesley.sql.ddl.sequence import given_options
from wesley.sql.error import SqlError
from wesley.sql.nodes import collation as collation_name
from wesley.sql.nodes import expression, operand, type_name
from wesley.sql.parse import Tree, refuse_unheld
from wesley.sql.tree import Filling, table_element


def column_definition(column: Column) -> Tree:
    """The definition of a column (`Node`), with NOT NULL, default, identity and generation expression.

    It lacks what a definition cannot say on every version: storage, statistics, and a NOT NULL that is not valid.

    Raises:
        SqlError: its name is empty, or an expression or type in it cannot be parsed.
    """
    refuse_unheld(column.name)
    if not column.name:
        raise SqlError("a name has at least one character")
    node = _definition(
        column.type,
        column.nullable or not column.not_null_valid,
        column.default.sql if column.default is not None else None,
        column.identity,
        (column.generated.expression.sql, column.generated.stored) if column.generated is not None else None,
        column.collation,
        column.compression,
    )
    copy = type(node)()
    copy.CopyFrom(node)
    copy.column_def.colname = column.name
    return copy


@lru_cache(maxsize=4096)
def _definition(  # columns differ mostly in their names, so all the rest is kept
    sql_type: str,
    nullable: bool,  # noqa: FBT001
    default: str | None,
    identity: Identity | None,
    generated: tuple[str, bool] | None,
    collation: str | None,
    compression: str | None,
) -> Tree:
    pattern = "__name __type"
    fillings: dict[str, Filling] = {"name": "c", "type": type_name(sql_type)}
    if compression is not None:
        pattern += " COMPRESSION __compression"
        fillings["compression"] = compression
    if collation is not None:
        pattern += " COLLATE __collation"
        fillings["collation"] = collation_name(collation)
    if identity is not None:
        pattern += f" GENERATED {'ALWAYS' if identity.always else 'BY DEFAULT'} AS IDENTITY{_options(identity)}"
    if generated is not None:
        pattern += f" GENERATED ALWAYS AS (__generated) {'STORED' if generated[1] else 'VIRTUAL'}"
        fillings["generated"] = expression(generated[0])
    if default is not None:
        pattern += " DEFAULT (__default)"
        fillings["default"] = operand(default)
    if not nullable:
        pattern += " NOT NULL"
    return table_element(pattern, **fillings)


def _options(identity: Identity) -> str:
    options = given_options(identity)
    return f" ({' '.join(options)})" if options else ""
