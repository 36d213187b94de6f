"""ALTER TYPE and DROP TYPE of an enum."""

from __future__ import annotations

from wesley.sql.parse import Tree
from wesley.sql.tree import statement


def add_enum_value(schema: str, enum: str, value: str, *, before: str | None = None, after: str | None = None) -> Tree:
    """ALTER TYPE ... ADD VALUE; what the same transaction does after it cannot use the value yet.

    Args:
        schema, enum: the enum.
        value: the new value; no way leads back.
        before, after: the value that it stands before or after, at most one of them; at the end without either.

    Raises:
        ValueError: both neighbours are given.
    """
    if before is not None and after is not None:
        raise ValueError("a new value of an enum has one neighbour")
    pattern = "ALTER TYPE __schema.__enum ADD VALUE '__value'"
    if before is not None:
        return statement(f"{pattern} BEFORE '__before'", schema=schema, enum=enum, value=value, before=before)
    if after is not None:
        return statement(f"{pattern} AFTER '__after'", schema=schema, enum=enum, value=value, after=after)
    return statement(pattern, schema=schema, enum=enum, value=value)


def rename_enum_value(schema: str, enum: str, value: str, to: str) -> Tree:
    """ALTER TYPE ... RENAME VALUE: rows show the new text at once."""
    pattern = "ALTER TYPE __schema.__enum RENAME VALUE '__value' TO '__to'"
    return statement(pattern, schema=schema, enum=enum, value=value, to=to)


def rename_enum(schema: str, enum: str, to: str) -> Tree:
    """ALTER TYPE ... RENAME TO."""
    return statement("ALTER TYPE __schema.__enum RENAME TO __to", schema=schema, enum=enum, to=to)


def set_enum_schema(schema: str, enum: str, to: str) -> Tree:
    """ALTER TYPE ... SET SCHEMA."""
    return statement("ALTER TYPE __schema.__enum SET SCHEMA __to", schema=schema, enum=enum, to=to)


def drop_enum(schema: str, enum: str) -> Tree:
    """DROP TYPE; refused by PostgreSQL while a column or function uses it."""
    return statement("DROP TYPE __schema.__enum", schema=schema, enum=enum)
