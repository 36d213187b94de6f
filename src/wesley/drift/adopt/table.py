"""A table that only the database has as a type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wesley.drift.adopt.elements import directives
from wesley.drift.adopt.field import field_text
from wesley.drift.adopt.project import Project
from wesley.drift.adopt.words import Word, directive, string
from wesley.ir.column import Column
from wesley.ir.enum import Enum
from wesley.ir.table import Partitioning, Table
from wesley.sql.text import qualified


def written(project: Project, table: Table) -> str:
    """The whole type, with the enums that only the database has and that its columns are of."""
    relation = (table.schema, table.name)
    heads = [_table(project, table), *directives(project, table)]
    if table.partitioning is not None:
        heads.append(_partition(project, table, table.partitioning))
    fields = [field_text(project, relation, column, table) for column in table.in_order()]
    body = "\n".join(f"  {line}" for field in fields for line in field.splitlines())
    described = f"{string(table.comment)}\n" if table.comment is not None else ""
    head = "\n  ".join((f"type {project.type_name(relation).name} {heads[0]}", *heads[1:]))
    return f"{described}{head} {{\n{body}\n}}"


def new_enums(project: Project, columns: Iterable[Column]) -> Iterator[Enum]:
    """The enums of columns that the schema does not have."""
    types = {column.type.removesuffix("[]") for column in columns}
    for enum in project.found.enums:
        if project.enum_of((enum.schema, enum.name)) is None and qualified(enum.schema, enum.name) in types:
            yield enum


def own_place(project: Project, schema: str) -> str | None:
    """`schema:` where it is not the configured one."""
    return schema if schema != project.settings.postgres.schema else None


def _table(project: Project, table: Table) -> str:
    name = project.type_name((table.schema, table.name))
    return directive("table", name=table.name if name.is_own else None, schema=own_place(project, table.schema))


def _partition(project: Project, table: Table, partitioning: Partitioning) -> str:
    columns = tuple(key.column or "" for key in partitioning.keys)
    fields = project.fields((table.schema, table.name), columns)
    return directive("partition", by=Word(partitioning.strategy.value), columns=fields)
