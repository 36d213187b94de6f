"""CREATE TYPE ... AS ENUM."""

from __future__ import annotations

from wesley.ir.enum import Enum
from wesley.sql.nodes import strings
from wesley.sql.parse import Tree
from wesley.sql.tree import statement


def create_enum(enum: Enum) -> Tree:
    """CREATE TYPE ... AS ENUM; it has at least one value, and one may be empty text."""
    return statement(
        "CREATE TYPE __schema.__name AS ENUM ('__values')",
        schema=enum.schema,
        name=enum.name,
        values=strings(enum.values),
    )
