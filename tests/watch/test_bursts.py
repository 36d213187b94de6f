"""Changes that follow each other closely are one burst, and one that does not end is cut."""

from __future__ import annotations

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from wesley.watch.bursts import LONGEST_SECONDS, bursts

DEBOUNCE = 0.2


class Files:
    """Files that change at moments that are known beforehand, and the clock that goes on while it is waited."""

    def __init__(self, *changes: tuple[float, str]) -> None:
        self._changes = sorted(changes)
        self.now = 0.0

    def take(self, timeout: float | None) -> frozenset[str]:
        if timeout is not None and (not self._changes or self._changes[0][0] > self.now + timeout):
            self.now += timeout
            return frozenset()
        at, name = self._changes[0]
        self._changes.pop(0)
        self.now = max(self.now, at)
        return frozenset({name})

    def clock(self) -> float:
        return self.now


def _bursts(*changes: tuple[float, str], count: int) -> list[frozenset[str]]:
    files = Files(*changes)
    return list(islice(bursts(files.take, files.clock, DEBOUNCE), count))


def test_what_follows_closely_is_one_burst() -> None:
    assert _bursts((0, "a"), (0.1, "b"), (0.2, "a"), (1, "c"), count=2) == [{"a", "b"}, {"c"}]


def test_a_burst_ends_when_nothing_has_changed_for_the_debounce() -> None:
    files = Files((0, "a"), (0.15, "b"), (9, "c"))
    assert next(bursts(files.take, files.clock, DEBOUNCE)) == {"a", "b"}
    assert files.now == 0.15 + DEBOUNCE


def test_one_that_does_not_end_is_cut() -> None:
    files = Files(*((number / 100, f"{number}") for number in range(1_000)))
    first = next(bursts(files.take, files.clock, DEBOUNCE))
    assert LONGEST_SECONDS <= files.now < LONGEST_SECONDS + DEBOUNCE
    assert 100 < len(first) < 1_000


def test_an_empty_take_without_end_is_waited_on() -> None:
    given = iter([frozenset[str](), frozenset({"a"}), frozenset[str]()])
    assert next(bursts(lambda _timeout: next(given), lambda: 0.0, DEBOUNCE)) == {"a"}


@given(st.lists(st.tuples(st.floats(0, 30), st.sampled_from("abcdef")), min_size=1, max_size=40))
def test_no_change_is_lost(changes: list[tuple[float, str]]) -> None:
    files, seen = Files(*changes, (1e9, "the end")), frozenset[str]()
    for burst in bursts(files.take, files.clock, DEBOUNCE):
        seen |= burst
        if "the end" in burst:
            break
    assert seen == {name for _, name in changes} | {"the end"}
