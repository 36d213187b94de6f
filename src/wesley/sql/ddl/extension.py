"""CREATE EXTENSION."""

from __future__ import annotations

from wesley.ir.access import Extension
from wesley.sql.parse import Tree
from wesley.sql.tree import statement


def create_extension(extension: Extension) -> Tree:
    """CREATE EXTENSION, unless it is there, in the first schema of the search path."""
    return statement("CREATE EXTENSION IF NOT EXISTS __name", name=extension.name)
