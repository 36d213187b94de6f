"""A collation or a compression that a column cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.column import Column
from wesley.problems.problem import Code, Problem
from wesley.sdl.names import NAME_BYTES
from wesley.sdl.rule import Rule, Subject
from wesley.sql.built_in_types import BUILT_IN, COLLATED, COMPRESSED
from wesley.sql.error import SqlError
from wesley.sql.nodes import collation
from wesley.sql.text import qualified
from wesley.sql.type_name import base_type, element_type, is_array


def check(subject: Subject) -> Iterator[Problem]:
    """Every column that says how it is compared or compressed."""
    enums = frozenset(qualified(enum.schema, enum.name) for enum in subject.schema.physical.enums)
    for table in subject.schema.physical.tables:
        for column in table.columns:
            for message, help_text in (*_collation(column, enums), *_compression(column, enums)):
                yield Problem(code=COLUMN_STORAGE.code, message=message, origin=column.origin, help=help_text)


def _collation(column: Column, enums: frozenset[str]) -> Iterator[tuple[str, str]]:
    if column.collation is None:
        return
    if _is_none_of(COLLATED, column.type, enums):
        yield f"`{column.name}` is {column.type}, which has no collation", "remove `collate`, or make it a text"
    fault = _fault_of_name(column.collation)
    if fault:
        help_text = 'write a name as pg_collation holds it, such as `de-x-icu`, or as SQL: `public.\\"my order\\"`'
        yield f"`{column.collation}` is no name of a collation: {fault}", help_text


def _fault_of_name(text: str) -> str:
    try:
        parts = [node.string.sval for node in collation(text)]
    except SqlError as error:
        return error.message
    if len(parts) > 2:
        return "it has more parts than a schema and a name"
    return f"it has more than {NAME_BYTES} bytes" if any(len(part.encode()) > NAME_BYTES for part in parts) else ""


def _compression(column: Column, enums: frozenset[str]) -> Iterator[tuple[str, str]]:
    if column.compression is not None and not is_array(column.type) and _is_none_of(COMPRESSED, column.type, enums):
        yield f"`{column.name}` is {column.type}, which PostgreSQL does not compress", "remove `compression`"


def _is_none_of(able: frozenset[str], canonical: str, enums: frozenset[str]) -> bool:
    """True when the type is known and not one of these; of the types of extensions nothing is known here."""
    schema, name = base_type(canonical)
    is_built_in = schema is None and name in BUILT_IN
    return element_type(canonical) in enums or (is_built_in and name not in able)


COLUMN_STORAGE = Rule(
    Code(
        code="E315",
        name="column-storage",
        summary="A column has a collation or a compression that its type cannot have.",
        why="Only texts are compared by a collation, and only values of variable length are compressed: PostgreSQL "
        "refuses the table otherwise (manual, CREATE TABLE, COLLATE and COMPRESSION).",
        bad='type User @table {\n  id: ID! @primaryKey\n  age: Int! @column(collate: "C")\n}',
        good='type User @table {\n  id: ID! @primaryKey\n  name: String! @column(collate: "C")\n}',
    ),
    check,
    of_tables=True,
)
