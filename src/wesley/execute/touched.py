"""Which relations a segment locks, and of which the journal keeps a stamp."""

from __future__ import annotations

from wesley.changes.lock import RelationLock, strongest
from wesley.changes.statement import RelationName
from wesley.execute.journal.segments import Segment


def strong_locks(segment: Segment, created: frozenset[RelationName]) -> tuple[RelationLock, ...]:
    """The locks of a segment that others can notice, one for each relation, in the order of their names."""
    locks = strongest(tuple(lock for step in segment.steps for lock in step.statement.locks))
    return tuple(
        lock
        for lock in locks
        if lock.mode.blocks_ddl and RelationName(schema=lock.schema, name=lock.name) not in created
    )


def relations(segment: Segment) -> tuple[RelationName, ...]:
    """The relations that a segment may change."""
    locked = {
        RelationName(schema=lock.schema, name=lock.name)
        for step in segment.steps
        for lock in step.statement.locks
        if lock.mode.blocks_ddl
    }
    return tuple(sorted(locked | {one.relation for step in segment.steps for one in step.after}))
