"""A column has a PostgreSQL type that nothing brings."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.column import Column
from wesley.problems.problem import Code, Problem
from wesley.problems.suggest import did_you_mean
from wesley.sdl.rule import Rule, Subject
from wesley.sql.built_in_types import BUILT_IN
from wesley.sql.extensions import TYPES
from wesley.sql.type_name import base_type


def check(subject: Subject) -> Iterator[Problem]:
    """Every type is built in, an enum of the schema, or of an extension that the schema asks for."""
    physical = subject.schema.physical
    own = {(enum.schema, enum.name) for enum in physical.enums}
    extensions = {extension.name for extension in physical.extensions}
    # What an extension brings that Wesley knows nothing of cannot be judged.
    if not extensions <= set(TYPES.values()) | _WITHOUT_TYPES:
        return
    columns = [column for table in physical.tables for column in table.in_order()]
    columns += [column for view in physical.views for column in view.columns]
    for column in columns:
        if column.type and not _known(column.type, own, extensions):
            yield _problem(column)


_WITHOUT_TYPES = frozenset(("btree_gin", "btree_gist", "pg_trgm", "pgcrypto", "unaccent", "uuid-ossp", "fuzzystrmatch"))


def _known(written: str, own: set[tuple[str, str]], extensions: set[str]) -> bool:
    schema, name = base_type(written)
    if schema is None:
        return name in BUILT_IN or TYPES.get(name) in extensions
    return (schema, name) in own or TYPES.get(name) in extensions


def _problem(column: Column) -> Problem:
    schema, name = base_type(column.type)
    shown = name if schema is None else f"{schema}.{name}"
    hint = did_you_mean(name, (*sorted(BUILT_IN), *sorted(TYPES)))
    way_out = "an extension that brings it is named in the configuration: `postgres.extensions = [...]`"
    return Problem(
        code=UNKNOWN_TYPE.code,
        message=f"there is no PostgreSQL type `{shown}`",
        origin=column.origin,
        help=f"{hint}\n{way_out}" if hint else way_out,
    )


UNKNOWN_TYPE = Rule(
    Code(
        code="E302",
        name="unknown-type",
        summary="A column has a PostgreSQL type that nothing brings.",
        why="The DDL must load on an empty database: a type is built in, an enum of the schema, or comes with an "
        "extension that the schema or the configuration asks for.",
        bad='type Car @table {\n  id: ID! @primaryKey\n  seats: Int! @column(type: "intger")\n}',
        good='type Car @table {\n  id: ID! @primaryKey\n  seats: Int! @column(type: "integer")\n}',
    ),
    check,
    of_tables=True,
)
