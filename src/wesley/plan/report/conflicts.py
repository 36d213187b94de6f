"""What cannot run beside a statement."""

from __future__ import annotations

from wesley.changes.lock import Lock
from wesley.changes.statement import Mode, RelationName, Statement
from wesley.plan.report.sizes import Sizes

_BLOCKED = {
    Lock.SHARE_UPDATE_EXCLUSIVE: "VACUUM, ANALYZE and other DDL of",
    Lock.SHARE: "writes, VACUUM and other DDL of",
    Lock.SHARE_ROW_EXCLUSIVE: "writes, VACUUM and other DDL of",
    Lock.EXCLUSIVE: "writes, VACUUM and other DDL of",
    Lock.ACCESS_EXCLUSIVE: "everything on",
}


def conflicts(statement: Statement, sizes: Sizes) -> tuple[str, ...]:
    """What waits while the statement runs, and what the statement waits for (manual, table 13.2)."""
    found = [
        f"{_BLOCKED[lock.mode]} {lock.schema}.{lock.name}"
        for lock in statement.locks
        if lock.mode in _BLOCKED and sizes.in_use(RelationName(schema=lock.schema, name=lock.name))
    ]
    if statement.mode is Mode.OUTSIDE:
        found.append("waits for transactions that are older than itself, in the whole database")
    return tuple(found)
