"""Find the values of enums that are called otherwise, where the database stores them as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from wesley.changes.mentions import names_any
from wesley.diff.renames import Name, Renames
from wesley.ir.api import EnumStorage, EnumType, TypeRef
from wesley.ir.schema import Physical, Schema
from wesley.ir.table import Table
from wesley.sql.value_list import listed_values

Place: TypeAlias = "tuple[str, str, str]"


def match_texts(old: Schema, new: Schema, renames: Renames) -> Iterator[tuple[Place, str, str]]:
    """Column, value before and value after, for the columns whose enum is stored as CHECK or LOOKUP.

    A value counts as long as the old one goes: the new one may be there already, beside it, when an earlier plan has
    made a start.

    Args:
        old: the schema that is there.
        new: the schema that shall be there.
        renames: the tables and columns that are called otherwise.
    """
    tables = {after: before for before, after in renames.tables}
    names = {(owner, after): before for owner, before, after in renames.columns}
    for enum, after, now in _columns(new):
        owner = tables.get(after, after)
        table, column = old.physical.table(*owner), names.get((owner, now), now)
        if table is None or table.column(column) is None:
            continue
        there = _stored(old.physical, table, column)
        left = {value.stored for value in enum.values}
        for value in enum.values:
            before = value.hints.renamed_from
            if before is not None and before in there and before not in left:
                yield (*owner, column), before, value.stored


def _columns(new: Schema) -> Iterator[tuple[EnumType, Name, str]]:
    """The enums that are stored as text, with each column of theirs."""
    enums = {enum.name: enum for enum in new.api.enums if enum.storage is not EnumStorage.NATIVE}
    for each in new.api.objects if enums else ():
        if each.relation is None or not each.managed or each.is_view:
            continue
        for field in each.fields:
            enum = enums.get(_innermost(field.type))
            if enum is not None and field.column is not None:
                yield enum, each.relation, field.column


def _stored(old: Physical, table: Table, column: str) -> frozenset[str]:
    """The values that a column may hold: those that its checks list, and those of the table that it refers to."""
    found: set[str] = set()
    for check in table.checks:
        if names_any(check.expression, (column,)):
            found.update(listed_values(check.expression) or ())
    for key in table.foreign_keys:
        target = old.table(key.ref_schema, key.ref_table)
        if key.columns == (column,) and target is not None and target.rows is not None:
            found.update(value[0] for value in target.rows.values if len(value) == 1)
    return frozenset(found)


def _innermost(type_: TypeRef) -> str:
    return type_.name if type_.item is None else _innermost(type_.item)
