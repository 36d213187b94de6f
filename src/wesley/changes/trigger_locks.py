"""What a statement about a trigger locks."""

from __future__ import annotations

from wesley.changes.lock import Lock, RelationLock, locks_on
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.ir.routine import Trigger


def trigger_locks(
    situation: Situation, schema: str, table: str, trigger: Trigger, mode: Lock
) -> tuple[RelationLock, ...]:
    """The table, and its partitions where a trigger fires for each row: it is on each of them too (measured)."""
    if trigger.each_row:
        return family_locks(situation.before, schema, table, mode)
    return locks_on(schema, table, mode)
