"""What is called otherwise in the new schema, as its hints say."""

from __future__ import annotations

from msgspec import Struct

Name = tuple[str, str]


class Renames(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Renames that a plan makes; each from old to new, sorted.

    Args:
        tables: `(schema, name)` before and after; a table that moves to another schema is one of them too.
        columns: table before, column before, column after.
        enums: `(schema, name)` before and after.
        values: enum before, value before, value after.
    """

    tables: tuple[tuple[Name, Name], ...] = ()
    columns: tuple[tuple[Name, str, str], ...] = ()
    enums: tuple[tuple[Name, Name], ...] = ()
    values: tuple[tuple[Name, str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tables or self.columns or self.enums or self.values)


NO_RENAMES = Renames()
