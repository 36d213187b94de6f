"""ALTER TABLE for constraints that come in steps, go, or get another name."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.ir.constraint import Check, Deferrable, PrimaryKey, Unique
from wesley.sql.ddl.constraint import DEFERRABLE, add_constraint
from wesley.sql.nodes import relation
from wesley.sql.parse import Tree
from wesley.sql.tree import statement


def add_check_not_valid(schema: str, table: str, check: Check) -> Tree:
    """ALTER TABLE ... ADD CONSTRAINT ... CHECK ... NOT VALID: rows that are there already are not checked."""
    return add_constraint(schema, table, replace(check, valid=False))


def add_not_null_not_valid(schema: str, table: str, name: str | None, column: str) -> Tree:
    """ALTER TABLE ... ADD NOT NULL ... NOT VALID (PostgreSQL 18): rows that are there already are not checked.

    Args:
        schema, table: the table.
        name: name of the constraint; None for the one that PostgreSQL gives it.
        column: the column.
    """
    if name is None:
        return statement(
            "ALTER TABLE __table ADD NOT NULL __column NOT VALID", table=relation(schema, table), column=column
        )
    pattern = "ALTER TABLE __table ADD CONSTRAINT __name NOT NULL __column NOT VALID"
    return statement(pattern, table=relation(schema, table), name=name, column=column)


def validate_constraint(schema: str, table: str, name: str) -> Tree:
    """ALTER TABLE ... VALIDATE CONSTRAINT."""
    return statement("ALTER TABLE __table VALIDATE CONSTRAINT __name", table=relation(schema, table), name=name)


def drop_constraint(schema: str, table: str, name: str) -> Tree:
    """ALTER TABLE ... DROP CONSTRAINT; the index of a key goes with it."""
    return statement("ALTER TABLE __table DROP CONSTRAINT __name", table=relation(schema, table), name=name)


def drop_constraint_if_there(schema: str, table: str, name: str) -> Tree:
    """ALTER TABLE ... DROP CONSTRAINT IF EXISTS: of what PostgreSQL makes itself, unless it need not."""
    pattern = "ALTER TABLE __table DROP CONSTRAINT IF EXISTS __name"
    return statement(pattern, table=relation(schema, table), name=name)


def rename_constraint(schema: str, table: str, name: str, to: str) -> Tree:
    """ALTER TABLE ... RENAME CONSTRAINT; the index of a key is renamed with it."""
    pattern = "ALTER TABLE __table RENAME CONSTRAINT __name TO __to"
    return statement(pattern, table=relation(schema, table), name=name, to=to)


def add_key_using_index(schema: str, table: str, key: PrimaryKey | Unique, index: str) -> Tree:
    """ALTER TABLE ... ADD PRIMARY KEY or UNIQUE out of an index that is there, which takes the key's name.

    Args:
        schema, table: the table.
        key: the key; its columns are those of the index.
        index: name of a unique index on plain columns in their default order, without a predicate.
    """
    words = "PRIMARY KEY" if isinstance(key, PrimaryKey) else "UNIQUE"
    pattern = f"ALTER TABLE __table ADD CONSTRAINT __name {words} USING INDEX __index{DEFERRABLE[key.deferrable]}"
    return statement(pattern, table=relation(schema, table), name=key.name, index=index)


def set_deferrable(schema: str, table: str, name: str, deferrable: Deferrable) -> Tree:
    """ALTER TABLE ... ALTER CONSTRAINT: when a foreign key is checked; PostgreSQL alters no other constraint so."""
    words = DEFERRABLE[deferrable] or " NOT DEFERRABLE"
    pattern = f"ALTER TABLE __table ALTER CONSTRAINT __name{words}"
    return statement(pattern, table=relation(schema, table), name=name)
