"""Which relations a segment locks, and which it may change."""

from __future__ import annotations

from wesley.changes.lock import Lock, RelationLock
from wesley.changes.statement import RelationName, Statement
from wesley.execute.journal.segments import Segment
from wesley.execute.touched import relations, strong_locks
from wesley.plan.plan import Expectation, Phase, SegmentKind, Step

USERS, ORDERS = RelationName(schema="public", name="users"), RelationName(schema="public", name="orders")


def lock(name: str, mode: Lock) -> RelationLock:
    return RelationLock(schema="public", name=name, mode=mode)


def segment(*locks: RelationLock, after: tuple[Expectation, ...] = ()) -> Segment:
    step = Step(number=1, title="t", kind="k", statement=Statement(sql="SELECT 1;", why="", locks=locks), after=after)
    return Segment(number=1, kind=SegmentKind.TRANSACTION, phase=Phase.EXPAND, steps=(step,))


def test_one_lock_for_each_relation_in_the_order_of_names() -> None:
    one = segment(lock("users", Lock.SHARE), lock("orders", Lock.SHARE), lock("users", Lock.ACCESS_EXCLUSIVE))
    assert strong_locks(one, frozenset()) == (lock("orders", Lock.SHARE), lock("users", Lock.ACCESS_EXCLUSIVE))


def test_what_the_plan_itself_makes_is_in_nobodys_use() -> None:
    one = segment(lock("users", Lock.ACCESS_EXCLUSIVE), lock("orders", Lock.ACCESS_EXCLUSIVE))
    assert strong_locks(one, frozenset({USERS})) == (lock("orders", Lock.ACCESS_EXCLUSIVE),)


def test_locks_of_reading_and_writing_are_not_asked_for_first() -> None:
    assert strong_locks(segment(lock("users", Lock.ROW_EXCLUSIVE)), frozenset()) == ()


def test_what_is_there_afterwards_is_touched_too() -> None:
    one = segment(lock("users", Lock.ACCESS_EXCLUSIVE), after=(Expectation(relation=ORDERS),))
    assert relations(one) == (ORDERS, USERS)
