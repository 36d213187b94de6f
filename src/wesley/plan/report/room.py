"""What a statement writes: WAL, and disk beside what is used already."""

from __future__ import annotations

from msgspec import Struct

from wesley.changes.statement import Mode, Statement
from wesley.plan.report.sizes import Sizes

# An updated row is written to the WAL once, and once more as a part of the page's first image after a checkpoint; and
# every index of the table gets an entry when the new version does not fit on the page (manual, "Heap-Only Tuples").
_UPDATED_TWICE = 2


class Room(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Bytes of WAL and of disk, rough upper bounds; None when the size of the tables is unknown."""

    wal: int | None = 0
    disk: int | None = 0


def room(statement: Statement, sizes: Sizes) -> Room:
    """What one statement needs."""
    names = set(statement.rewrites)
    if statement.mode is Mode.OUTSIDE:
        names |= set(statement.scans)
    if statement.batches is not None:
        names.add(statement.batches.table)
    names = {name for name in names if sizes.in_use(name)}
    if not names:
        return Room()
    known = [sizes.known[name] for name in names if name in sizes.known]
    if len(known) < len(names):
        return Room(wal=None, disk=None)
    written = sum(size.table_bytes + size.index_bytes for size in known)
    times = _UPDATED_TWICE if statement.batches is not None else 1
    return Room(wal=written * times, disk=written)
