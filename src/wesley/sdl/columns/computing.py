"""Columns that are computed from columns that are computed, once all of them are known."""

from __future__ import annotations

from wesley.sdl.draft import ColumnDraft, Draft, TableDraft
from wesley.sdl.rules.computed_reference import COMPUTED_REFERENCE


def check(draft: Draft) -> None:
    """Report computed columns that read what is not there yet when they are computed.

    A generated column is computed after every BEFORE trigger and in no order among its like; triggers fire in the order
    of their names, which says nothing about who needs whom.
    """
    for table in draft.base_tables():
        for column in table.columns.values():
            names = () if column.computed is None else column.computed.columns
            for other in filter(None, map(table.by_column, names)):
                if _comes_too_late(draft, table, column, other):
                    _report(draft, column, other)


def _comes_too_late(draft: Draft, table: TableDraft, column: ColumnDraft, other: ColumnDraft) -> bool:
    if column.generated is not None:
        return other.generated is not None
    return other.generated is not None or (other is not column and _is_written_by_trigger(draft, table, other))


def _is_written_by_trigger(draft: Draft, table: TableDraft, column: ColumnDraft) -> bool:
    if column.definition is None:
        return False
    return draft.field_facts(table.definition.name, column.definition.name).computed


def _report(draft: Draft, column: ColumnDraft, other: ColumnDraft) -> None:
    itself = other is column
    message = f"`{column.name}` is computed from {'itself' if itself else f'`{other.name}`, which is computed too'}"
    origin = column.origin if column.computed is None else column.computed.origin
    help_text = "" if itself else f"write out what `{other.name}` stands for"
    draft.report(COMPUTED_REFERENCE.code, message, origin, help_text)
