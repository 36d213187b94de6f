"""CREATE SCHEMA and DROP SCHEMA."""

from __future__ import annotations

from wesley.ir.access import Namespace
from wesley.sql.parse import Tree
from wesley.sql.tree import statement


def create_namespace(namespace: Namespace) -> Tree:
    """CREATE SCHEMA, unless it is there."""
    return statement("CREATE SCHEMA IF NOT EXISTS __name", name=namespace.name)


def drop_namespace(name: str) -> Tree:
    """DROP SCHEMA; refused by PostgreSQL while it is not empty."""
    return statement("DROP SCHEMA __name", name=name)
