"""The renames of a plan, in their order: parts before wholes, each under the names that are there then."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from msgspec.structs import replace

from wesley.changes.change import Change
from wesley.changes.rename_column import RenameColumn
from wesley.changes.rename_enum import RenameEnum
from wesley.changes.rename_enum_value import RenameEnumValue
from wesley.changes.rename_table import RenameTable
from wesley.changes.rewrite_names import Names
from wesley.changes.wording import wording
from wesley.ir.schema import Physical


def rename_changes(old: Physical, new: Physical, names: Names) -> tuple[Change, ...]:
    """The changes that give new names.

    Args:
        old: the schema with the old names; all else is as in `new`.
        new: the schema with the new names.
        names: what is renamed.
    """
    changes = tuple(_changes(names))
    found = reduce(lambda schema, change: change.apply(schema), changes, old)
    words = wording(found, new)
    return tuple(replace(change, wording=words) for change in changes)


def _changes(
    names: Names,
) -> Iterator[RenameColumn | RenameEnumValue | RenameEnum | RenameTable]:
    for (schema, table), columns in sorted(names.columns.items()):
        for before, after in sorted(columns.items()):
            yield RenameColumn(schema=schema, table=table, column=before, to=after)
    for (schema, enum), values in sorted(names.values.items()):
        for before, after in sorted(values.items()):
            yield RenameEnumValue(schema=schema, enum=enum, value=before, to=after)
    for table_before, table_after in sorted(names.relations.items()):
        yield RenameTable(before=table_before, after=table_after)
    for enum_before, enum_after in sorted(names.types.items()):
        yield RenameEnum(before=enum_before, after=enum_after)
