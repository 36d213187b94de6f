"""Checks that list the values of a column, matched by the column where their names differ."""

from __future__ import annotations

from wesley.changes.matching import match
from wesley.ir.constraint import Check
from wesley.ir.table import Table
from wesley.sql.value_list import with_values_of


def same_column(before: Table, after: Table) -> tuple[tuple[Check, Check], ...]:
    """Old and new checks of other names and values that list what one column may hold.

    A column that is renamed, in the old names: its check is called after the new one. To drop the old one and add the
    new one would forbid at once what goes, while the application in use still writes it.
    """
    matching = match(before.checks, after.checks)
    waiting, found = list(matching.dropped), []
    for check in matching.added:
        was = next((each for each in waiting if with_values_of(check.expression, each.expression) is not None), None)
        if was is not None:
            waiting.remove(was)
            found.append((was, check))
    return tuple(found)
