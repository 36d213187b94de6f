"""The first drafts: tables with a column for each field that holds a value, and enums."""

from __future__ import annotations

from msgspec.structs import replace

from wesley.ir.api import EnumStorage, ScalarType, TypeRef
from wesley.ir.constraint import Check
from wesley.sdl.columns.configured_scalars import configured_scalars
from wesley.sdl.columns.enums import default_enum_name
from wesley.sdl.columns.scalars import CHECKS, WELL_KNOWN, id_scalar
from wesley.sdl.draft import ColumnDraft, Draft, EnumDraft, TableDraft
from wesley.sdl.ignored import visible_fields
from wesley.sdl.language.document import FieldDefinition, Kind, TypeDefinition
from wesley.sdl.names import column_name, default_name, table_name
from wesley.sdl.rules.column_type import COLUMN_TYPE
from wesley.sql.expression import Context, parse_expression
from wesley.sql.text import quote_identifier
from wesley.sql.type_name import is_array


def scalars(draft: Draft) -> None:
    """Fill in the scalars: the well-known ones, then those of the configuration; `@scalar` comes later."""
    draft.scalars.update(WELL_KNOWN)
    draft.scalars["ID"] = id_scalar(draft.settings.ids.type)
    for definition in draft.document.types:
        if definition.kind is Kind.SCALAR:
            known = draft.scalars.get(definition.name, ScalarType(name=definition.name, sql=None))
            draft.scalars[definition.name] = replace(
                known, description=definition.description, origin=definition.origin
            )
    configured_scalars(draft)


def table(draft: Draft, definition: TypeDefinition) -> TableDraft:
    """The draft of a type's table, without columns."""
    found = draft.tables.get(definition.name)
    if found is None:
        name = table_name(definition.name, draft.settings.naming)
        found = draft.tables[definition.name] = TableDraft(definition, draft.settings.postgres.schema, name)
    return found


def columns(draft: Draft) -> None:
    """Give each table its columns. Fields of object types make none: they are relations."""
    for draft_table in draft.tables.values():
        for field in visible_fields(draft, draft_table.definition):
            column = _column(draft, field)
            if column is not None:
                draft_table.columns[field.name] = column


def _column(draft: Draft, field: FieldDefinition) -> ColumnDraft | None:
    definition = draft.types.get(field.type.name)
    if definition is not None and definition.kind not in (Kind.SCALAR, Kind.ENUM) and not _has_own_type(field):
        return None
    base = _base_type(draft, field)
    return ColumnDraft(
        definition=field,
        name=column_name(field.name, draft.settings.naming),
        type=base + ("[]" if field.type.list_depth and base and not is_array(base) else ""),
        scalar=field.type.name,
        depth=field.type.list_depth,
        nullable=not field.type.non_null,
        origin=field.origin,
        comment=field.description,
    )


def _has_own_type(field: FieldDefinition) -> bool:
    """True where `@column(type:)` stores an object (as JSON)."""
    return any(
        use.name.removeprefix("wes_").removeprefix("wesley_") == "column"
        and any(argument.name == "type" for argument in use.arguments)
        for use in field.directives
    )


def _base_type(draft: Draft, field: FieldDefinition) -> str:
    enum = draft.enums.get(field.type.name)
    if enum is not None:
        enum.used = True
        return enum.column_type
    scalar = draft.scalars.get(field.type.name)
    if scalar is not None and scalar.sql is not None:
        if scalar.extension is not None:
            draft.need_extension(scalar.extension, field.origin)
        return scalar.sql
    if not _has_own_type(field):
        draft.report(
            COLUMN_TYPE.code,
            f"the scalar `{field.type.name}` has no PostgreSQL type",
            field.type_origin,
            f'describe it once: `scalar {field.type.name} @scalar(sql: "text")`; '
            'or this column alone: `@column(type: "text")`',
        )
    return ""


def value_checks(draft: Draft) -> None:
    """The checks that make a column hold no more than its GraphQL type says: elements that are not null, addresses
    that look like one. They come last, so that they see the final names."""
    for draft_table in draft.base_tables():
        for column in draft_table.columns.values():
            pattern = CHECKS.get(column.scalar)
            if pattern is not None and column.depth == 0 and draft.scalars[column.scalar].well_known:
                _add_check(draft_table, column, pattern.format(quote_identifier(column.name)))
            if column.definition is not None and _elements_required(column.definition.type):
                _add_check(draft_table, column, f"num_nulls(VARIADIC {quote_identifier(column.name)}) = 0")


def _elements_required(type_ref: TypeRef) -> bool:
    if type_ref.item is None:
        return False
    innermost = type_ref.item
    while innermost.item is not None:
        innermost = innermost.item
    return innermost.non_null


def _add_check(draft_table: TableDraft, column: ColumnDraft, sql: str) -> None:
    name = draft_table.new_name(default_name(draft_table.name, column.name, suffix="check"))
    expression = parse_expression(sql, Context.CHECK, column.origin)
    draft_table.checks.append(Check(name=name, expression=expression, origin=column.origin))


def enums(draft: Draft) -> None:
    """Give every enum its draft; `@enum` and `@dbValue` change it."""
    settings = draft.settings
    for definition in draft.document.types:
        if definition.kind is Kind.ENUM:
            storage = EnumStorage(settings.enums.storage.upper())
            draft.enums[definition.name] = EnumDraft(
                definition,
                settings.postgres.schema,
                default_enum_name(draft, definition, storage),
                storage,
                {value.name: value.name for value in definition.values},
            )
