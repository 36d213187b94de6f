"""A column as a field: its type and the directives that say the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from wesley.drift.adopt.project import Named, Project, Relation
from wesley.drift.adopt.words import Word, directive, string
from wesley.ir.column import Column, Generated, Identity
from wesley.ir.table import Table
from wesley.plan.scope import is_ours
from wesley.sdl.columns.scalars import WELL_KNOWN
from wesley.sql.text import qualified, quote_identifier

_SCALARS = {
    "text": "String",
    "integer": "Int",
    "smallint": "SmallInt",
    "bigint": "BigInt",
    "double precision": "Float",
    "numeric": "Decimal",
    "boolean": "Boolean",
    "uuid": "UUID",
    "timestamp with time zone": "DateTime",
    "timestamp without time zone": "LocalDateTime",
    "date": "Date",
    "time without time zone": "LocalTime",
    "interval": "Interval",
    "jsonb": "JSON",
    "bytea": "Bytes",
    "inet": "Inet",
    "cidr": "CIDR",
    "macaddr": "MacAddr",
    "point": "Point",
    "xml": "Xml",
}
# The scalar beside `@column(type:)`, by the beginning of the type.
_NEAREST = (
    ("numeric", "Decimal"),
    ("real", "Float"),
    ("json", "JSON"),
    ("timestamp", "DateTime"),
    ("time", "Time"),
    ("interval", "Interval"),
    ("vector", "Vector"),
)
_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")
_CAST = re.compile(r"'((?:[^'\\]|'')*)'(?:::[\w.\"]+)?\Z")
_TEXT = re.compile(r"'((?:[^'\\]|'')*)'(?:::text)?\Z")


class Written(Struct, frozen=True, kw_only=True):
    """A column in the schema language.

    Args:
        type: the GraphQL type, `!` included.
        sql_type: `type:` of `@column`; None where the scalar says it.
        directives: its other directives, `@column` apart.
    """

    type: str
    sql_type: str | None
    directives: tuple[str, ...]


def written(project: Project, column: Column, table: Table) -> Written:
    """A column in the schema language.

    Args:
        project: the schema.
        column: the column.
        table: its table in the database.
    """
    base, depth = _base(column.type)
    scalar, sql_type = _scalar(project, base, column, table)
    name = "[" * depth + scalar + "]" * depth
    return Written(
        type=name + ("" if column.nullable else "!"),
        sql_type=None if sql_type is None else sql_type,
        directives=tuple(_directives(project, column, scalar, table)),
    )


def field_text(project: Project, relation: Relation, column: Column, table: Table) -> str:
    """A whole field, its description included."""
    name = project.field_name(relation, column.name)
    found = written(project, column, table)
    stored = column_directive(name, column, found.sql_type)
    words = [f"{name.name}: {found.type}", *([stored] if stored else []), *found.directives]
    described = f"{string(column.comment)}\n" if column.comment is not None else ""
    return described + " ".join(words)


def column_directive(name: Named, column: Column, sql_type: str | None) -> str:
    """`@column` with what it has to say; empty where that is nothing."""
    own = column.name if name.is_own else None
    found = directive(
        "column", name=own, type=sql_type, collate=_unquoted(column.collation), compression=column.compression
    )
    return "" if found == "@column" else found


def default_directive(sql: str) -> str:
    """`@default`: a plain constant as a value, anything else as an expression."""
    if _NUMBER.match(sql) or sql in ("true", "false"):
        return directive("default", value=Word(sql))
    text = _TEXT.match(sql)
    return directive("default", value=text[1].replace("''", "'")) if text else directive("default", expr=sql)


def _base(sql_type: str) -> tuple[str, int]:
    """The type of the elements, and 1 for an array: PostgreSQL does not know how deep one is."""
    return (sql_type[:-2], 1) if sql_type.endswith("[]") else (sql_type, 0)


def _scalar(project: Project, base: str, column: Column, table: Table) -> tuple[str, str | None]:
    for enum in project.found.enums:
        if qualified(enum.schema, enum.name) == base:
            return project.enum_name((enum.schema, enum.name)).name, None
    for scalar in project.schema.api.scalars:
        if not scalar.well_known and scalar.sql == base:
            return scalar.name, None
    if _is_key(project, base, column, table):
        return "ID", None
    if base in _SCALARS and WELL_KNOWN[_SCALARS[base]].sql == base:
        return _SCALARS[base], None
    return next((name for start, name in _NEAREST if base.startswith(start)), "String"), base


def _is_key(project: Project, base: str, column: Column, table: Table) -> bool:
    """True for the key of a table, as the scalar ID makes one."""
    key = table.primary_key
    return (
        base == project.settings.ids.type == "uuid"
        and key is not None
        and key.columns == (column.name,)
        and column.default is not None
        and column.default.sql == "gen_random_uuid()"
    )


def _directives(project: Project, column: Column, scalar: str, table: Table) -> Iterator[str]:
    if _is_updated(project, column, table):
        yield directive("updatedAt")
        return
    if column.generated is not None:
        yield _computed(column.generated)
    elif column.identity is not None:
        yield _identity(column.identity)
    elif column.default is not None and scalar != "ID":
        yield _of_enum(project, scalar, column.default.sql) or default_directive(column.default.sql)


def _of_enum(project: Project, scalar: str, sql: str) -> str:
    """`@default` with a value of an enum; empty for anything else."""
    constant = _CAST.match(sql)
    values = next((one.values for one in project.schema.api.enums if one.name == scalar), ())
    stored = constant[1].replace("''", "'") if constant else None
    return next((directive("default", value=Word(one.name)) for one in values if one.stored == stored), "")


def _is_updated(project: Project, column: Column, table: Table) -> bool:
    """True for a time that a trigger of `@updatedAt` sets."""
    names = {(one.function_schema, one.function) for one in table.triggers}
    sets = f"NEW.{quote_identifier(column.name)} := now();"
    bodies = (one.body for one in project.found.functions if (one.schema, one.name) in names and is_ours(one))
    is_default = column.default is not None and column.default.sql == "now()"
    return is_default and any(sets in body for body in bodies)


def _computed(generated: Generated) -> str:
    mode = None if generated.stored else Word("VIRTUAL")
    return directive("computed", expr=generated.expression.sql, mode=mode)


def _identity(identity: Identity) -> str:
    always = None if identity.always else False
    return directive("identity", always=always, start=identity.start, increment=identity.increment)


def _unquoted(collation: str | None) -> str | None:
    if collation is None:
        return None
    return collation[1:-1].replace('""', '"') if collation.startswith('"') else collation
