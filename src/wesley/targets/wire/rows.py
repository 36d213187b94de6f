"""The rows of tables and views: which keys they have, and what may be written to them."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from wesley.config.settings import Settings
from wesley.ir.api import Field, ObjectType
from wesley.ir.column import Column
from wesley.ir.schema import Schema
from wesley.ir.table import Table
from wesley.memory.memory import Memory, recall
from wesley.targets.wire.values import Value, Vocabulary


class Presence(StrEnum):
    """Whether a key is given when a row is written."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NEVER = "never"


class Member(Struct, frozen=True):
    """A column as a key of a row.

    Args:
        key: the key.
        column: database name of the column.
        value: what is stored.
        field: the field that it comes from; None for a column that no field names.
        insert, update: whether the key is given.
    """

    key: str
    column: str
    value: Value
    field: Field | None
    insert: Presence
    update: Presence


class RowType(Struct, frozen=True):
    """A table or view with the object type that stands for it.

    Args:
        object_type: the object type.
        members: its columns, in the order of the fields; columns that no field names come last.
        extras: the fields that are no columns: relations and what a server computes.
        table: the table; None for a view.
    """

    object_type: ObjectType
    members: tuple[Member, ...]
    extras: tuple[Field, ...]
    table: Table | None = None


def row_types(schema: Schema, settings: Settings, memory: Memory | None = None) -> tuple[RowType, ...]:
    """The row types of a schema, in the order of its object types.

    Args:
        schema: a valid schema.
        settings: what keys look like.
        memory: of row types: one that is made of the same things is the same object.
    """
    key = ("row types", settings.types.keys)
    return recall(memory, key, (schema,), lambda: _row_types(schema, settings, memory))


def _row_types(schema: Schema, settings: Settings, memory: Memory | None) -> tuple[RowType, ...]:
    vocabulary = Vocabulary(schema)
    tables = {(table.schema, table.name): table for table in (*schema.physical.tables, *schema.api.unmanaged)}
    views = {(view.schema, view.name): view.columns for view in schema.physical.views}
    by_column = settings.types.keys == "column"
    found = []
    for object_type in schema.api.objects:
        if object_type.relation is not None:
            table = tables.get(object_type.relation)
            columns = table.in_order() if table else views.get(object_type.relation, ())
            make = partial(_row_type, object_type, table, columns, vocabulary, by_column=by_column)
            key = ("row type", object_type.name, by_column)
            of = _made_of(object_type, table, columns, vocabulary) if memory is not None else ()
            found.append(recall(memory, key, of, make))
    return tuple(found)


def _made_of(
    object_type: ObjectType, table: Table | None, columns: tuple[Column, ...], vocabulary: Vocabulary
) -> tuple[object, ...]:
    """All that a row type is made of: the columns of a view stand for it, those of a table are part of it."""
    names = dict.fromkeys([field.type.name for field in object_type.fields])
    names |= dict.fromkeys([column.type for column in columns])
    return (object_type, table, *(() if table else columns), *vocabulary.meant(names))


def bare_members(table: Table, vocabulary: Vocabulary) -> tuple[Member, ...]:
    """The members of a table that no object type stands for; its keys are database names."""
    return tuple(_member(None, column, table, vocabulary, by_column=True) for column in table.in_order())


def _row_type(
    object_type: ObjectType,
    table: Table | None,
    columns: tuple[Column, ...],
    vocabulary: Vocabulary,
    *,
    by_column: bool,
) -> RowType:
    unnamed = {column.name: column for column in columns}
    members = []
    for field in object_type.fields:
        if field.column is not None:
            column = unnamed.pop(field.column, None)
            members.append(_member(field, column, table, vocabulary, by_column=by_column))
    members += [_member(None, column, table, vocabulary, by_column=by_column) for column in unnamed.values()]
    extras = tuple(field for field in object_type.fields if field.column is None)
    return RowType(object_type, tuple(members), extras, table)


def _member(
    field: Field | None,
    column: Column | None,
    table: Table | None,
    vocabulary: Vocabulary,
    *,
    by_column: bool,
) -> Member:
    name = (field.column if field else None) or (column.name if column else "")
    return Member(
        key=name if by_column or field is None else field.name,
        column=name,
        value=_value(field, column, table, vocabulary),
        field=field,
        insert=_insert(field, column),
        update=_update(field, column, table),
    )


def _value(field: Field | None, column: Column | None, table: Table | None, vocabulary: Vocabulary) -> Value:
    type_ref = field.type if field else None
    if column is not None:
        # What a view returns is known from its fields only: its columns carry no NOT NULL.
        nullable = column.nullable if table or type_ref is None else not type_ref.non_null
        return vocabulary.of_column(column.type, type_ref, nullable=nullable)
    if type_ref is None:
        raise ValueError("a member has a column or a field")
    value = vocabulary.of_field(type_ref)
    return replace(value, is_array=bool(value.lists))


def _written_by_database(field: Field | None, column: Column | None) -> bool:
    if field is not None and field.computed:
        return True
    return column is not None and (column.generated is not None or bool(column.identity and column.identity.always))


def _insert(field: Field | None, column: Column | None) -> Presence:
    if _written_by_database(field, column):
        return Presence.NEVER
    if column is None:
        return Presence.REQUIRED if field is not None and field.type.non_null else Presence.OPTIONAL
    has_value = column.nullable or column.default is not None or column.identity is not None
    return Presence.OPTIONAL if has_value else Presence.REQUIRED


def _update(field: Field | None, column: Column | None, table: Table | None) -> Presence:
    if _written_by_database(field, column) or (field is not None and field.readonly):
        return Presence.NEVER
    key = table.primary_key if table else None
    return Presence.NEVER if key and column and column.name in key.columns else Presence.OPTIONAL
