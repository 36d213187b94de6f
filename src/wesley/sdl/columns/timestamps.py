"""Columns that hold a moment which the database knows."""

from __future__ import annotations

from wesley.ir.origin import Origin
from wesley.sdl.columns.value_source import has_default, unfilled_column
from wesley.sdl.draft import ColumnDraft, Site
from wesley.sdl.rules.directive_place import DIRECTIVE_PLACE
from wesley.sdl.use import Use
from wesley.sql.expression import Context, parse_expression
from wesley.sql.type_name import base_type, is_array

_MOMENTS = ("timestamp with time zone", "timestamp without time zone", "date")


def is_moment(canonical: str) -> bool:
    """True for a type that `now()` can be assigned to and that has a date in it."""
    return not is_array(canonical) and base_type(canonical)[1] in _MOMENTS


def moment_column(site: Site, use: Use) -> ColumnDraft | None:
    """The column that a directive stands on; reported when it cannot hold a moment or has its value from elsewhere."""
    column = unfilled_column(site, use, beside_default=True)
    if column is not None and column.type and not is_moment(column.type):
        message = f"@{use.name} needs a date or a timestamp, and `{column.name}` is {column.type}"
        site.draft.report(DIRECTIVE_PLACE.code, message, use.origin, "declare the field as `DateTime`")
        return None
    return column


def default_to_now(column: ColumnDraft, origin: Origin) -> None:
    """Give the column `DEFAULT now()`, the time at which the transaction began, unless it has a default."""
    if not has_default(column):
        column.default = parse_expression("now()", Context.DEFAULT, origin)
