"""Every named element of a physical schema, in one list, with the space in which its name must be unique."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from wesley.ir.origin import Origin
from wesley.ir.schema import Schema
from wesley.ir.table import Table
from wesley.ir.view import View

Space = tuple[str | int, ...]


class Element(Struct, frozen=True):
    """A named element.

    Args:
        kind: what it is, in a word or two.
        name: its name.
        spaces: the name spaces that it takes its name in: one name can be used once in each.
        origin: where it was written.
    """

    kind: str
    name: str
    spaces: tuple[Space, ...]
    origin: Origin


def named_elements(schema: Schema) -> Iterator[Element]:
    """The elements, tables first.

    Tables, views and indexes share one name space of a schema (`pg_class`), and every one of them but an index has a
    row type beside the enums (`pg_type`; PostgreSQL manual, CREATE TABLE, "Notes", and CREATE TYPE).
    """
    physical = schema.physical
    for table in physical.tables:
        yield Element("table", table.name, _relation(table.schema), table.origin)
    for view in physical.views:
        yield Element("view", view.name, _relation(view.schema), view.origin)
        for column in view.columns:
            yield Element("column", column.name, (_space("column", view),), column.origin)
    for enum in physical.enums:
        yield Element("enum", enum.name, (("type", enum.schema),), enum.origin)
    for table in physical.tables:
        yield from _of_table(table)
    for role in schema.roles:
        yield Element("role", role.name, (), role.origin)
    for namespace in physical.namespaces:
        yield Element("schema", namespace.name, (), namespace.origin)


def _relation(schema: str) -> tuple[Space, ...]:
    return (("relation", schema), ("type", schema))


def _space(kind: str, owner: Table | View) -> Space:
    # Two tables that collide are one problem, not one for each of their columns: their places keep them apart.
    return (kind, owner.schema, owner.name, *owner.origin.place())


def _of_table(table: Table) -> Iterator[Element]:
    relation: Space = ("relation", table.schema)
    constraint, of_column = _space("constraint", table), (_space("column", table),)
    for column in table.in_order():
        yield Element("column", column.name, of_column, column.origin)
    if table.primary_key is not None:
        yield Element("primary key", table.primary_key.name, (relation, constraint), table.primary_key.origin)
    for unique in table.uniques:
        yield Element("unique constraint", unique.name, (relation, constraint), unique.origin)
    for exclusion in table.exclusions:
        yield Element("exclusion constraint", exclusion.name, (relation, constraint), exclusion.origin)
    for index in table.indexes:
        yield Element("index", index.name, (relation,), index.origin)
    for check in table.checks:
        yield Element("check", check.name, (constraint,), check.origin)
    for key in table.foreign_keys:
        yield Element("foreign key", key.name, (constraint,), key.origin)
    for policy in table.policies:
        yield Element("policy", policy.name, (_space("policy", table),), policy.origin)
    for trigger in table.triggers:
        yield Element("trigger", trigger.name, (_space("trigger", table),), trigger.origin)
    if table.partitioning is not None:
        for partition in table.partitioning.partitions:
            yield Element("partition", partition.name, _relation(partition.schema), partition.origin)
