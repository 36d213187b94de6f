"""Let a column hold NULL that was a part of the primary key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind
from wesley.changes.drop_not_null import DropNotNull
from wesley.changes.pairs import common_tables, differing
from wesley.ir.schema import Physical


class DropKeyNotNull(DropNotNull, frozen=True, kw_only=True):
    """ALTER COLUMN ... DROP NOT NULL, which waits for the end of the primary key that forbids it."""

    contract: ClassVar[bool] = True


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for table, wanted in common_tables(old, new):
        for before, after in differing(table.columns, wanted.columns):
            if not before.nullable and after.nullable:
                yield DropKeyNotNull(schema=wanted.schema, table=wanted.name, column=after.name)


KIND = Kind("drop-key-not-null", _detect)
