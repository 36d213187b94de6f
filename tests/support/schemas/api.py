"""The half that only the schema language says: a type for each table and enum, with the hints of renames."""

from __future__ import annotations

import re

from tests.support.schemas.state import Relation, State
from wesley.ir.api import NO_HINTS, Api, EnumStorage, EnumType, EnumValue, Field, Hints, ObjectType, TypeRef
from wesley.ir.column import Column
from wesley.ir.enum import Enum
from wesley.ir.table import Table
from wesley.sql.text import qualified

_UNPRINTABLE = re.compile(r"[^A-Za-z0-9]")


def api_of(state: State) -> Api:
    """The types of what is in the schema."""
    physical = state.physical
    lookups = tuple(_lookup(state, table) for table in physical.tables if table.rows is not None)
    return Api(
        objects=tuple(_object(state, table) for table in physical.tables if table.rows is None),
        enums=tuple(_enum(state, enum) for enum in physical.enums) + lookups,
    )


def _name(text: str) -> str:
    """A name of GraphQL for each name of a database."""
    return _UNPRINTABLE.sub(lambda found: f"_{ord(found[0])}_", text)


def _type_name(relation: Relation) -> str:
    return "_in_".join(("T" + _name(relation[1]), _name(relation[0])))


def _hints(former: str | None) -> Hints:
    return NO_HINTS if former is None else Hints(renamed_from=former)


def _qualified(former: Relation | None) -> str | None:
    return None if former is None else qualified(*former)


def _object(state: State, table: Table) -> ObjectType:
    relation = (table.schema, table.name)
    return ObjectType(
        name=_type_name(relation),
        fields=tuple(_field(state, relation, column) for column in table.in_order()),
        relation=relation,
        description=table.comment,
        hints=_hints(_qualified(state.former.tables.get(relation))),
    )


def _field(state: State, relation: Relation, column: Column) -> Field:
    return Field(
        name="f" + _name(column.name),
        type=TypeRef("String", non_null=not column.nullable),
        column=column.name,
        description=column.comment,
        computed=column.generated is not None,
        hints=_hints(state.former.columns.get((relation, column.name))),
    )


def _enum(state: State, enum: Enum) -> EnumType:
    relation = (enum.schema, enum.name)
    return EnumType(
        name=_type_name(relation),
        values=_values(state, relation, enum.values),
        relation=relation,
        description=enum.comment,
        hints=_hints(_qualified(state.former.enums.get(relation))),
    )


def _lookup(state: State, table: Table) -> EnumType:
    relation = (table.schema, table.name)
    stored = tuple(row[0] for row in table.rows.values) if table.rows else ()
    return EnumType(
        name=_type_name(relation),
        values=_values(state, relation, stored),
        storage=EnumStorage.LOOKUP,
        relation=relation,
        description=table.comment,
    )


def _values(state: State, relation: Relation, stored: tuple[str, ...]) -> tuple[EnumValue, ...]:
    return tuple(
        EnumValue(name="V" + _name(value), stored=value, hints=_hints(state.former.values.get((relation, value))))
        for value in stored
    )
