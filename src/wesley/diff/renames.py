"""What is called otherwise in the new schema, as its hints say."""

from __future__ import annotations

from msgspec import Struct

from wesley.changes.rewrite_names import Names

Name = tuple[str, str]


class Renames(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Renames that a plan makes; each from old to new, sorted.

    Args:
        tables: `(schema, name)` before and after; a table that moves to another schema is one of them too.
        columns: table before, column before, column after.
        enums: `(schema, name)` before and after.
        values: enum before, value before, value after.
        texts: schema, table and column before, value before, value after: the same of enums that are stored as text,
            by the columns that hold their values. They change rows, and no name of the schema.
    """

    tables: tuple[tuple[Name, Name], ...] = ()
    columns: tuple[tuple[Name, str, str], ...] = ()
    enums: tuple[tuple[Name, Name], ...] = ()
    values: tuple[tuple[Name, str, str], ...] = ()
    texts: tuple[tuple[tuple[str, str, str], str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tables or self.columns or self.enums or self.values)


NO_RENAMES = Renames()


def inverse(renames: Renames) -> Renames:
    """The same renames the other way round."""
    tables, enums = dict(renames.tables), dict(renames.enums)
    return Renames(
        tables=tuple(sorted((after, before) for before, after in renames.tables)),
        columns=tuple(sorted((tables.get(owner, owner), after, before) for owner, before, after in renames.columns)),
        enums=tuple(sorted((after, before) for before, after in renames.enums)),
        values=tuple(sorted((enums.get(owner, owner), after, before) for owner, before, after in renames.values)),
        texts=tuple(sorted((_after(renames, place), after, before) for place, before, after in renames.texts)),
    )


def _after(renames: Renames, place: tuple[str, str, str]) -> tuple[str, str, str]:
    """A column under its names after."""
    owner, column = place[:2], place[2]
    columns = {before: after for table, before, after in renames.columns if table == owner}
    return (*dict(renames.tables).get(owner, owner), columns.get(column, column))


def names_of(renames: Renames) -> Names:
    """The same as names before and after."""
    columns: dict[Name, dict[str, str]] = {}
    values: dict[Name, dict[str, str]] = {}
    for owner, before, after in renames.columns:
        columns.setdefault(owner, {})[before] = after
    for owner, before, after in renames.values:
        values.setdefault(owner, {})[before] = after
    return Names(relations=dict(renames.tables), columns=columns, types=dict(renames.enums), values=values)
