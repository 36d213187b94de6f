"""Looking up what an argument names, and reporting what is not there."""

from __future__ import annotations

from collections.abc import Iterable

from wesley.ir.expression import Expression
from wesley.ir.origin import Origin
from wesley.problems.suggest import did_you_mean
from wesley.sdl.draft import ColumnDraft, Draft, Site, TableDraft
from wesley.sdl.language.document import Value
from wesley.sdl.rules.column_type import COLUMN_TYPE
from wesley.sdl.rules.directive_argument import DIRECTIVE_ARGUMENT
from wesley.sdl.rules.sql_column import SQL_COLUMN
from wesley.sdl.rules.sql_syntax import SQL_SYNTAX
from wesley.sdl.rules.unknown_reference import UNKNOWN_REFERENCE
from wesley.sdl.use import Use
from wesley.sql.error import SqlError
from wesley.sql.expression import Context, parse_expression
from wesley.sql.type_name import canonical_type


def column_of(draft: Draft, table: TableDraft, field: str, origin: Origin) -> ColumnDraft | None:
    """The column of a field, by the field's name; reported when there is none."""
    column = table.columns.get(field)
    if column is not None:
        return column
    by_column = next((name for name, draft_column in table.columns.items() if draft_column.name == field), "")
    hint = f"arguments use field names: write `{by_column}`" if by_column else did_you_mean(field, table.columns)
    message = f"`{table.definition.name}` has no field `{field}` with a column"
    draft.report(UNKNOWN_REFERENCE.code, message, origin, hint)
    return None


def columns_of(draft: Draft, table: TableDraft, fields: Iterable[Value]) -> tuple[ColumnDraft, ...] | None:
    """The columns of several fields in order; None when one is missing or named twice, after all were reported."""
    fields = tuple(fields)
    repeated = [field for place, field in enumerate(fields) if field.value in {one.value for one in fields[:place]}]
    for field in repeated:
        draft.report(DIRECTIVE_ARGUMENT.code, f"the field `{field.value}` is named twice", field.origin)
    found = [column_of(draft, table, str(field.value), field.origin) for field in fields]
    columns = tuple(column for column in found if column is not None)
    return columns if len(columns) == len(found) and not repeated else None


def key_columns(site: Site, use: Use) -> tuple[ColumnDraft, ...] | None:
    """The columns that a key or index speaks of: of the field that it stands on, or those of `columns`.

    Returns:
        None when they cannot be told; the reason has been reported.
    """
    named = use.items("columns")
    if site.field is not None and not named:
        column = column_of(site.draft, site.table, site.field.name, use.origin)
        return None if column is None else (column,)
    if not named:
        message = f"@{use.name} on a type needs `columns`"
        site.draft.report(UNKNOWN_REFERENCE.code, message, use.origin, '`columns: ["a", "b"]` names the fields')
        return None
    return columns_of(site.draft, site.table, named)


def table_of(draft: Draft, type_name: str, origin: Origin) -> TableDraft | None:
    """The table of a GraphQL type, by the type's name; reported when there is none."""
    table = draft.tables.get(type_name)
    if table is not None and table.view is None:
        return table
    known = type_name in draft.types
    message = f"`{type_name}` has no table" if known else f"there is no type `{type_name}`"
    draft.report(UNKNOWN_REFERENCE.code, message, origin, did_you_mean(type_name, draft.tables))
    return None


def expression(
    draft: Draft,
    table: TableDraft | None,
    value: Value,
    context: Context,
    columns: Iterable[str] = (),
    help_text: str = "",
) -> Expression | None:
    """The SQL expression in an argument; reported when it is wrong.

    Args:
        draft: the schema.
        table: the table whose columns it may name; None when it may name none.
        value: the argument.
        context: what is allowed in it.
        columns: further names that it may use.
        help_text: the way out where the SQL is not allowed here.
    """
    text = str(value.value)
    try:
        found = parse_expression(text, context, value.origin, table=None if table is None else table.name)
    except SqlError as error:
        draft.report(SQL_SYNTAX.code, error.message, place_in(value, error.offset), help_text)
        return None
    if not found.columns:
        return found
    known = {column.name for column in table.columns.values()} if table is not None else set()
    known.update(columns)
    right = True
    for name in found.columns:
        if name not in known:
            _unknown_column(draft, table, name, value, known)
            right = False
    return found if right else None


def _unknown_column(draft: Draft, table: TableDraft | None, name: str, value: Value, known: set[str]) -> None:
    where = f"`{table.name}` has no column `{name}`" if table is not None else f"no column `{name}` can be used here"
    hint = did_you_mean(name, known)
    # PostgreSQL folds what is not quoted: the field `unitPrice` is read as `unitprice`.
    fields = {} if table is None else {field.lower(): column.name for field, column in table.columns.items()}
    if name.lower() in fields:
        hint = f"SQL uses database names: write `{fields[name.lower()]}`"
    offset = str(value.value).lower().find(name.lower())
    draft.report(SQL_COLUMN.code, where, place_in(value, offset, len(name)), hint)


def sql_type(draft: Draft, value: Value) -> str | None:
    """The PostgreSQL type in an argument, in its canonical spelling; reported when it is none."""
    try:
        return canonical_type(str(value.value))
    except SqlError as error:
        draft.report(COLUMN_TYPE.code, error.message, place_in(value, error.offset))
        return None


def place_in(value: Value, offset: int | None, length: int = 1) -> Origin:
    """The place of a character of a string argument.

    Only in a string without escapes is an offset into the text an offset into the source; the string itself is named
    otherwise.
    """
    origin = value.origin
    if offset is None or offset < 0 or not value.verbatim or not origin.known:
        return origin
    return Origin(origin.file, origin.line, origin.column + 1 + offset, length)
