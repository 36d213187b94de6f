"""What views read, through other views too."""

from __future__ import annotations

from wesley.ir.schema import Physical
from wesley.ir.view import View


def secured_tables(physical: Physical, view: View) -> list[str]:
    """The names of the tables with row-level security that a view reads, directly or through other views, sorted."""
    secured = {(table.schema, table.name) for table in physical.tables if table.row_security}
    return [name for _, name in sorted(_read(physical, view) & secured)]


def _read(physical: Physical, view: View) -> set[tuple[str, str]]:
    views = {(other.schema, other.name): other for other in physical.views}
    found: set[tuple[str, str]] = set()
    waiting = list(view.depends_on)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += views[name].depends_on if name in views else ()
    return found
