"""Where the values of a column come from when nobody gives one."""

from __future__ import annotations

from wesley.ir.column import Column


def plain(column: Column) -> bool:
    """True for a column that is neither: with a default, or without."""
    return column.identity is None and column.generated is None


def gives_value(column: Column) -> bool:
    """True when a row gets a value although an INSERT names none."""
    return column.default is not None or not plain(column)
