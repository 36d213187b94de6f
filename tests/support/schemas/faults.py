"""What is wrong with a schema that a test made: found without a server, and apart from how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.support.schemas.state import Relation
from wesley.ir.constraint import PrimaryKey, Unique
from wesley.ir.expression import Expression
from wesley.ir.schema import Schema
from wesley.ir.table import Table
from wesley.sql.expression import Context, parse_expression, parse_query
from wesley.sql.type_name import canonical_type

MOST_BYTES = 63


def faults(schema: Schema) -> list[str]:
    """What is wrong, in words; nothing for a schema that is valid and written in canonical form."""
    return [
        *_names(schema),
        *_texts(schema),
        *(fault for table in schema.physical.tables for fault in _references(schema, table)),
        *_api(schema),
    ]


def _names(schema: Schema) -> Iterator[str]:
    """Relations, indexes and types of one schema share their names; here all names differ everywhere."""
    physical = schema.physical
    names = [value.name for group in (physical.tables, physical.views) for value in group]
    names += [value.name for group in (physical.enums, physical.domains, physical.sequences) for value in group]
    names += [name for table in physical.tables for name in _attached(table)]
    yield from (f"{name} is used twice" for name, count in Counter(names).items() if count > 1)
    columns = [column.name for table in physical.tables for column in table.columns]
    yield from (f"{name} is too long" for name in {*names, *columns} if len(name.encode()) > MOST_BYTES)
    for table in physical.tables:
        if len({column.name for column in table.columns}) < len(table.columns):
            yield f"{table.name} has a column twice"


def _attached(table: Table) -> list[str]:
    partitions = table.partitioning.partitions if table.partitioning else ()
    names = [value.name for value in table.uniques] + [value.name for value in table.foreign_keys]
    names += [value.name for value in table.checks] + [value.name for value in table.exclusions]
    names += [value.name for value in table.indexes] + [value.name for value in partitions]
    return names + ([table.primary_key.name] if table.primary_key else [])


def _texts(schema: Schema) -> Iterator[str]:
    for table in schema.physical.tables:
        for found, context in _expressions(table):
            if parse_expression(found.sql, context) != found:
                yield f"{found.sql} is not canonical"
        for column in table.columns:
            if canonical_type(column.type) != column.type:
                yield f"{column.type} is no type as PostgreSQL prints it"
    for view in schema.physical.views:
        if parse_query(view.query.sql) != view.query:
            yield f"{view.query.sql} is not canonical"


def _expressions(table: Table) -> Iterator[tuple[Expression, Context]]:
    for column in table.columns:
        if column.default is not None:
            yield column.default, Context.DEFAULT
        if column.generated is not None:
            yield column.generated.expression, Context.GENERATED
    yield from ((check.expression, Context.CHECK) for check in table.checks)
    for index in table.indexes:
        yield from ((key.expression, Context.INDEX_KEY) for key in index.keys if key.expression is not None)
    wheres = [index.where for index in table.indexes] + [exclusion.where for exclusion in table.exclusions]
    yield from ((where, Context.PREDICATE) for where in wheres if where is not None)
    conditions = [found for policy in table.policies for found in (policy.using, policy.check)]
    yield from ((found, Context.POLICY) for found in conditions if found is not None)
    yield from ((trigger.when, Context.TRIGGER) for trigger in table.triggers if trigger.when is not None)


def _references(schema: Schema, table: Table) -> Iterator[str]:
    names = {column.name for column in table.columns}
    used = {name for found, _ in _expressions(table) for name in found.columns}
    keys: list[PrimaryKey | Unique] = [*table.uniques, *([table.primary_key] if table.primary_key else [])]
    used.update(name for key in keys for name in (*key.columns, *key.include))
    used.update(name for key in table.foreign_keys for name in (*key.columns, *key.set_columns))
    used.update(key.column for index in table.indexes for key in index.keys if key.column is not None)
    used.update(name for index in table.indexes for name in index.include)
    used.update(name for trigger in table.triggers for name in trigger.update_columns)
    used.update(name for grant in table.grants for name in grant.columns)
    yield from (f"{table.name} has no {name}" for name in used - names)
    for key in table.foreign_keys:
        target = schema.physical.table(key.ref_schema, key.ref_table)
        types = [column and column.type for column in map(table.column, key.columns)]
        if target is None or types != [column and column.type for column in map(target.column, key.ref_columns)]:
            yield f"{key.name} refers to nothing of its types"


def _api(schema: Schema) -> Iterator[str]:
    tables = {(table.schema, table.name): table for table in schema.physical.tables if table.rows is None}
    relations: list[Relation | None] = [found.relation for found in schema.api.objects]
    if sorted(tables) != sorted(relation for relation in relations if relation):
        yield "tables and types differ"
    for found in schema.api.objects:
        if found.relation is not None:
            columns = [column.name for column in tables[found.relation].in_order()]
            if columns != [field.column for field in found.fields]:
                yield f"columns and fields of {found.name} differ"
    names = [found.name for found in schema.api.objects] + [found.name for found in schema.api.enums]
    yield from (f"{name} is a type twice" for name, count in Counter(names).items() if count > 1)
