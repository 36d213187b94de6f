"""A memory gives back what was made of the very same things, and forgets what a round did not ask for."""

from __future__ import annotations

import pytest

from wesley.memory.memory import Memory, recall, round_of


def test_what_was_made_of_the_same_things_is_not_made_again() -> None:
    memory, part = Memory(), object()
    first = memory.recall("a", (part,), object)
    assert memory.recall("a", (part,), object) is first


def test_equal_things_are_not_the_same_things() -> None:
    memory = Memory()
    first = memory.recall("a", ([1],), object)
    assert memory.recall("a", ([1],), object) is not first


def test_more_or_fewer_things_are_not_the_same_things() -> None:
    memory, part = Memory(), object()
    first = memory.recall("a", (part,), object)
    assert memory.recall("a", (part, part), object) is not first
    assert memory.recall("a", (), object) is not first


def test_keys_are_compared_by_value() -> None:
    memory = Memory()
    first = memory.recall(("a", 1), (), object)
    assert memory.recall(("a", 1), (), object) is first
    assert memory.recall(("a", 2), (), object) is not first


def test_a_round_forgets_what_it_did_not_ask_for() -> None:
    memory = Memory()
    with memory.round():
        kept, lost = memory.recall("kept", (), object), memory.recall("lost", (), object)
    with memory.round():
        assert memory.recall("kept", (), object) is kept
    with memory.round():
        assert memory.recall("kept", (), object) is kept
        assert memory.recall("lost", (), object) is not lost


def test_a_round_that_fails_forgets_nothing() -> None:
    memory = Memory()
    with memory.round():
        kept = memory.recall("kept", (), object)
    with pytest.raises(KeyError), memory.round():
        raise KeyError
    assert memory.recall("kept", (), object) is kept


def test_a_value_of_none_is_remembered_too() -> None:
    memory, made = Memory(), list[int]()
    for _ in range(2):
        memory.recall("a", (), lambda: made.append(1))
    assert made == [1]


def test_without_a_memory_everything_is_made() -> None:
    with round_of(None):
        assert recall(None, "a", (), lambda: 1) == 1
        assert recall(None, "a", (), lambda: 2) == 2
