"""Table-level locks and what they block."""

from __future__ import annotations

from wesley.changes.lock import Lock, access_exclusive, locks_on, strongest


def test_only_the_strongest_stops_reads() -> None:
    assert [lock for lock in Lock if lock.blocks_reads] == [Lock.ACCESS_EXCLUSIVE]


def test_from_share_on_writes_wait() -> None:
    assert [lock.value for lock in Lock if lock.blocks_writes] == [
        "SHARE",
        "SHARE ROW EXCLUSIVE",
        "EXCLUSIVE",
        "ACCESS EXCLUSIVE",
    ]


def test_what_blocks_more_is_stronger() -> None:
    for weaker, stronger in zip(Lock, tuple(Lock)[1:], strict=False):
        assert weaker.strength < stronger.strength
        assert weaker.blocks_ddl <= stronger.blocks_ddl


def test_a_relation_has_one_lock_the_strongest() -> None:
    weak, other = locks_on("s", "t", Lock.SHARE), locks_on("s", "a", Lock.ROW_SHARE)
    assert strongest((*weak, access_exclusive("s", "t"), *weak, *other)) == (*other, access_exclusive("s", "t"))
