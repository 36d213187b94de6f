"""Table-level locks: their names, what they block, which one is stronger (manual, "Explicit Locking", table 13.2)."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Lock(StrEnum):
    """A table-level lock mode, weakest first."""

    ACCESS_SHARE = "ACCESS SHARE"
    ROW_SHARE = "ROW SHARE"
    ROW_EXCLUSIVE = "ROW EXCLUSIVE"
    SHARE_UPDATE_EXCLUSIVE = "SHARE UPDATE EXCLUSIVE"
    SHARE = "SHARE"
    SHARE_ROW_EXCLUSIVE = "SHARE ROW EXCLUSIVE"
    EXCLUSIVE = "EXCLUSIVE"
    ACCESS_EXCLUSIVE = "ACCESS EXCLUSIVE"

    @property
    def strength(self) -> int:
        """0 for the weakest, 7 for the strongest."""
        return _ORDER[self]

    @property
    def blocks_reads(self) -> bool:
        """True when a SELECT has to wait for it."""
        return self is Lock.ACCESS_EXCLUSIVE

    @property
    def blocks_writes(self) -> bool:
        """True when INSERT, UPDATE and DELETE have to wait for it."""
        return self.strength >= Lock.SHARE.strength

    @property
    def blocks_ddl(self) -> bool:
        """True when ALTER TABLE, CREATE INDEX and VACUUM of the same table have to wait for it."""
        return self.strength >= Lock.SHARE_UPDATE_EXCLUSIVE.strength


_ORDER = {mode: strength for strength, mode in enumerate(Lock)}


class RelationLock(Struct, frozen=True, kw_only=True):
    """The strongest lock that a statement holds on one relation when it ends."""

    schema: str
    name: str
    mode: Lock


def strongest(locks: tuple[RelationLock, ...]) -> tuple[RelationLock, ...]:
    """One lock for each relation, the strongest, sorted by relation."""
    found: dict[tuple[str, str], RelationLock] = {}
    for lock in locks:
        known = found.get((lock.schema, lock.name))
        if known is None or known.mode.strength < lock.mode.strength:
            found[lock.schema, lock.name] = lock
    return tuple(found[key] for key in sorted(found))


def access_exclusive(schema: str, name: str) -> RelationLock:
    """ACCESS EXCLUSIVE on a relation: the lock of most forms of ALTER TABLE."""
    return RelationLock(schema=schema, name=name, mode=Lock.ACCESS_EXCLUSIVE)


def locks_on(schema: str, name: str, mode: Lock) -> tuple[RelationLock, ...]:
    """One lock on one relation."""
    return (RelationLock(schema=schema, name=name, mode=mode),)
