"""What enums become in the database: types, checks or tables, wherever a column uses them."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.api import EnumStorage
from wesley.ir.column import Column
from wesley.ir.constraint import Check, ForeignKey, PrimaryKey
from wesley.ir.origin import Position
from wesley.ir.table import Rows, Table
from wesley.sdl.draft import ColumnDraft, Draft, EnumDraft, TableDraft
from wesley.sdl.language.document import TypeDefinition
from wesley.sdl.names import default_name, snake_case, table_name
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.rules.enum_array import ENUM_ARRAY
from wesley.sql.expression import Context, parse_expression
from wesley.sql.text import quote_identifier, quote_literal
from wesley.sql.type_name import element_type

LOOKUP_COLUMN = "value"
"""The only column of a lookup table, and its primary key."""

_TEXT_TYPES = ("text", "character varying", "citext")


def default_enum_name(draft: Draft, definition: TypeDefinition, storage: EnumStorage) -> str:
    """The name of an enum's type, or of its table."""
    if storage is EnumStorage.LOOKUP:
        return table_name(definition.name, draft.settings.naming)
    return snake_case(definition.name)


def store_enums(draft: Draft) -> None:
    """Bind every column that holds an enum to its values. Names must be final."""
    for enum in draft.enums.values():
        enum.used = False
    for table, column, enum in _columns(draft):
        if not _has_its_type(draft, column, enum):
            continue
        if not (enum.storage is EnumStorage.LOOKUP and table.view is not None):
            enum.used = True
        if table.view is None:
            _bind(draft, table, column, enum)
    draft.lookup_tables.extend(_lookup_table(enum) for enum in draft.enums.values() if _has_table(enum))


def _has_table(enum: EnumDraft) -> bool:
    return enum.used and enum.storage is EnumStorage.LOOKUP


def _columns(draft: Draft) -> Iterator[tuple[TableDraft, ColumnDraft, EnumDraft]]:
    for table in draft.tables.values():
        for column in table.columns.values() if table.managed else ():
            if column.scalar in draft.enums:
                yield table, column, draft.enums[column.scalar]


def _has_its_type(draft: Draft, column: ColumnDraft, enum: EnumDraft) -> bool:
    base = element_type(column.type)
    if base == enum.column_type:
        return True
    if enum.storage is not EnumStorage.NATIVE and _without_modifiers(column) in _TEXT_TYPES:
        return True
    draft.report(
        DIRECTIVE_CONFLICT.code,
        f"`{base}` cannot hold the enum `{enum.definition.name}`, which is stored as {enum.storage.value}",
        column.origin,
        "take `@column(type:)` away; `@enum(storage: CHECK)` stores the values as text",
    )
    return False


def _without_modifiers(column: ColumnDraft) -> str:
    return element_type(column.type).partition("(")[0]


def _bind(draft: Draft, table: TableDraft, column: ColumnDraft, enum: EnumDraft) -> None:
    if enum.storage is EnumStorage.CHECK:
        _check(table, column, enum)
    elif enum.storage is EnumStorage.LOOKUP and column.depth:
        draft.report(
            ENUM_ARRAY.code,
            f"an array cannot refer to the table of the enum `{enum.definition.name}`",
            column.origin,
            "store it as `@enum(storage: NATIVE)` or `CHECK`, or make a type with @table for the list",
        )
    elif enum.storage is EnumStorage.LOOKUP:
        name = table.new_name(default_name(table.name, column.name, suffix="fkey"))
        table.foreign_keys.append(
            ForeignKey(
                name=name,
                columns=(column.name,),
                ref_schema=enum.schema,
                ref_table=enum.name,
                ref_columns=(LOOKUP_COLUMN,),
                origin=column.origin,
            )
        )


def _check(table: TableDraft, column: ColumnDraft, enum: EnumDraft) -> None:
    quoted = quote_identifier(column.name)
    values = [quote_literal(enum.stored[value.name]) for value in enum.definition.values]
    if not column.depth:
        sql = f"{quoted} IN ({', '.join(values)})"
    else:
        # `<@` finds no null in any array, so one that is allowed gives way to a value; unlike array_remove,
        # array_replace takes arrays of every dimension.
        held = quoted if _elements_required(column) else f"array_replace({quoted}, NULL, {values[0]})"
        sql = f"{held} <@ ARRAY[{', '.join(values)}]::{_without_modifiers(column)}[]"
    name = table.new_name(default_name(table.name, column.name, suffix="check"))
    expression = parse_expression(sql, Context.CHECK, column.origin)
    table.checks.append(Check(name=name, expression=expression, origin=column.origin))


def _elements_required(column: ColumnDraft) -> bool:
    innermost = column.definition.type if column.definition is not None else None
    while innermost is not None and innermost.item is not None:
        innermost = innermost.item
    return innermost is not None and innermost.non_null


def _lookup_table(enum: EnumDraft) -> Table:
    origin = enum.definition.origin
    return Table(
        schema=enum.schema,
        name=enum.name,
        columns=(Column(name=LOOKUP_COLUMN, type="text", nullable=False, position=Position(1), origin=origin),),
        primary_key=PrimaryKey(name=default_name(enum.name, suffix="pkey"), columns=(LOOKUP_COLUMN,), origin=origin),
        rows=Rows(
            columns=(LOOKUP_COLUMN,),
            values=tuple((enum.stored[value.name],) for value in enum.definition.values),
        ),
        comment=enum.definition.description,
        origin=origin,
    )
