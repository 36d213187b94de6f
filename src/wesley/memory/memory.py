"""Results by what they were made of: asked for again with the same things, they are not made again.

A memory belongs to whoever runs the rounds, and is handed down; nothing of this is global. What a round did not ask
for is forgotten at its end, so a memory is as large as one round, however many there were.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from operator import is_
from typing import Any, TypeVar

Result = TypeVar("Result")


class _Entry:
    """A result, what it was made of, and the last round that asked for it."""

    __slots__ = ("made", "of", "round")

    def __init__(self, of: tuple[object, ...], made: Any, number: int) -> None:
        self.of, self.made, self.round = of, made, number


class Memory:
    """The results of the last round, and those of the round that is going on."""

    def __init__(self) -> None:
        self._known: dict[Hashable, _Entry] = {}
        self._round = 0

    @contextmanager
    def round(self) -> Iterator[None]:
        """A round: when it ends well, what it did not ask for is forgotten. One that fails forgets nothing."""
        yield
        self._known = {key: entry for key, entry in self._known.items() if entry.round == self._round}
        self._round += 1

    def recall(self, key: Hashable, of: tuple[object, ...], make: Callable[[], Result]) -> Result:
        """The result that was made under this key of the very same things, or a new one.

        Args:
            key: what is made, compared by value.
            of: what else it is made of, compared by identity: equal values may differ in places, which compare equal.
            make: makes it; it must depend on nothing else that changes.
        """
        found = self._known.get(key)
        if found is None or len(found.of) != len(of) or not all(map(is_, found.of, of)):
            found = self._known[key] = _Entry(of, make(), self._round)
        found.round = self._round
        result: Result = found.made
        return result


def recall(memory: Memory | None, key: Hashable, of: tuple[object, ...], make: Callable[[], Result]) -> Result:
    """`Memory.recall`, or without a memory what `make` makes."""
    return make() if memory is None else memory.recall(key, of, make)


def round_of(memory: Memory | None) -> AbstractContextManager[None]:
    """`Memory.round`, or nothing without a memory."""
    return nullcontext() if memory is None else memory.round()
