"""Where the value of a column comes from when nobody gives one: a default, a sequence or an expression, never two."""

from __future__ import annotations

from wesley.sdl.draft import ColumnDraft, Site
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.rules.directive_place import DIRECTIVE_PLACE
from wesley.sdl.use import Use


def own_column(site: Site, use: Use) -> ColumnDraft | None:
    """The column of the field that a directive stands on; reported when the field has none."""
    if site.column is None:
        message = f"@{use.name} stands on a relation, which has no column"
        site.draft.report(DIRECTIVE_PLACE.code, message, use.origin)
    return site.column


def unfilled_column(site: Site, use: Use, *, beside_default: bool = False) -> ColumnDraft | None:
    """The same, for a directive that fills the column; reported when another directive does already.

    Args:
        site, use: the directive.
        beside_default: a default of the column's own is no conflict.
    """
    column = own_column(site, use)
    if column is None:
        return None
    other = _filled_by(column)
    if other and not (beside_default and has_default(column)):
        message = f"`{column.name}` has {other} already, and @{use.name} gives its values too"
        site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin, "keep one of the two")
        return None
    return column


def has_default(column: ColumnDraft) -> bool:
    """True when a default was given, as an expression or as a literal."""
    return column.default is not None or column.default_value is not None


def _filled_by(column: ColumnDraft) -> str:
    if has_default(column):
        return "a default"
    if column.identity is not None:
        return "an identity"
    return "an expression" if column.computed is not None else ""
