"""An element of a schema as the SQL that makes it, for people who compare two of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wesley.config.settings import NEWEST_POSTGRES
from wesley.ir.access import Extension, Grant, Namespace
from wesley.ir.column import Column, Identity
from wesley.ir.constraint import Check, Exclusion, ForeignKey, PrimaryKey, Unique
from wesley.ir.domain import Domain
from wesley.ir.enum import Enum
from wesley.ir.index import Index
from wesley.ir.policy import Policy
from wesley.ir.routine import Function, Trigger
from wesley.ir.sequence import Sequence
from wesley.ir.table import Table
from wesley.ir.view import View
from wesley.sql.ddl.constraint import add_constraint
from wesley.sql.ddl.domain import create_domain
from wesley.sql.ddl.enum import create_enum
from wesley.sql.ddl.extension import create_extension
from wesley.sql.ddl.foreign_key import add_foreign_key
from wesley.sql.ddl.function import create_function
from wesley.sql.ddl.grant import grant_on_table
from wesley.sql.ddl.index import create_index
from wesley.sql.ddl.namespace import create_namespace
from wesley.sql.ddl.policy import create_policy
from wesley.sql.ddl.sequence import create_sequence, given_options
from wesley.sql.ddl.table import create_table
from wesley.sql.ddl.trigger import create_trigger
from wesley.sql.ddl.view import create_view
from wesley.sql.deparse import to_sql
from wesley.sql.parse import Tree
from wesley.sql.text import quote_identifier

Place = tuple[str, str]
"""Schema and name of the table that an element is a part of; empty for what stands alone."""

_TREES: dict[type, Callable[[Place, Any], Tree]] = {
    PrimaryKey: lambda place, one: add_constraint(*place, one),
    Unique: lambda place, one: add_constraint(*place, one),
    Check: lambda place, one: add_constraint(*place, one),
    Exclusion: lambda place, one: add_constraint(*place, one),
    ForeignKey: lambda place, one: add_foreign_key(*place, one, not_valid=not one.valid),
    Index: lambda place, one: create_index(*place, one),
    Policy: lambda place, one: create_policy(*place, one),
    Trigger: lambda place, one: create_trigger(*place, one),
    Grant: lambda place, one: grant_on_table(*place, one),
    Table: lambda _, one: create_table(one),
    View: lambda _, one: create_view(one, NEWEST_POSTGRES),
    Enum: lambda _, one: create_enum(one),
    Domain: lambda _, one: create_domain(one),
    Sequence: lambda _, one: create_sequence(one),
    Function: lambda _, one: create_function(one),
    Namespace: lambda _, one: create_namespace(one),
    Extension: lambda _, one: create_extension(one),
}


def as_sql(element: Any, schema: str = "", table: str = "") -> str:
    """The statement that makes an element, on one line; of a column its definition.

    Args:
        element: an element of a schema.
        schema, table: what it is a part of, where it is a part.

    Raises:
        SqlError: PostgreSQL has no text for it.
    """
    if isinstance(element, Column):
        return column_sql(element)
    text = to_sql(_TREES[type(element)]((schema, table), element))
    return " ".join(line.strip() for line in text.splitlines()).replace("( ", "(").replace(" )", ")").rstrip(";")


def column_sql(column: Column) -> str:
    """The definition of a column as in CREATE TABLE, with its storage and statistics behind it."""
    words = [quote_identifier(column.name), column.type]
    words += [f"COMPRESSION {column.compression}"] if column.compression else []
    words += [f"COLLATE {column.collation}"] if column.collation else []
    words += [f"DEFAULT {column.default.sql}"] if column.default is not None else []
    if column.generated is not None:
        kept = "STORED" if column.generated.stored else "VIRTUAL"
        words.append(f"GENERATED ALWAYS AS ({column.generated.expression.sql}) {kept}")
    words += [_identity(column.identity)] if column.identity is not None else []
    words += [] if column.nullable else ["NOT NULL" if column.not_null_valid else "NOT NULL NOT VALID"]
    words += [f"STORAGE {column.storage}"] if column.storage else []
    words += [f"STATISTICS {column.statistics}"] if column.statistics is not None else []
    return " ".join(words)


def _identity(identity: Identity) -> str:
    options = given_options(identity)
    kind = "ALWAYS" if identity.always else "BY DEFAULT"
    return f"GENERATED {kind} AS IDENTITY" + (f" ({' '.join(options)})" if options else "")
