"""Ages where nobody says them: at least as long as one is seen."""

from __future__ import annotations

from wesley.execute.first_seen import FirstSeen
from wesley.execute.holders import Holder
from wesley.observe.events import Blocker


def holder(pid: int, *, age: float = 0.0, is_timed: bool = False) -> Holder:
    blocker = Blocker(pid=pid, user="", application="", query="", age=age)
    return Holder(blocker=blocker, transaction=f"{pid} 3/{pid}", is_timed=is_timed)


def ages(memory: FirstSeen, now: float, *holders: Holder) -> list[float]:
    return [one.age for one in memory.aged(holders, now)]


def test_an_age_grows_while_one_is_seen() -> None:
    memory = FirstSeen()
    assert ages(memory, 10.0, holder(1)) == [0.0]
    assert ages(memory, 12.5, holder(1), holder(2)) == [2.5, 0.0]
    assert ages(memory, 13.0, holder(2)) == [0.5]
    assert ages(memory, 14.0, holder(1)) == [0.0]


def test_an_age_that_shows_is_taken() -> None:
    assert ages(FirstSeen(), 10.0, holder(1, age=7.0, is_timed=True)) == [7.0]


def test_whoever_was_there_at_the_first_look_may_be_old_unless_it_shows() -> None:
    memory, there = FirstSeen(), (holder(1), holder(2, age=0.1, is_timed=True))
    memory.aged(there, 10.0)
    assert memory.may_be_old(there) == {1}
    later = (*there, holder(3))
    memory.aged(later, 10.1)
    assert memory.may_be_old(later) == {1}
    memory.begin()
    memory.aged(later, 20.0)
    assert memory.may_be_old(later) == {1, 3}
