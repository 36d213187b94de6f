"""Draws from pools: one small integer each, so that generation is fast and shrinks towards the first element."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from hypothesis import strategies as st

_Value = TypeVar("_Value")


@lru_cache(maxsize=256)
def _below(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)


def pick(draw: st.DrawFn, options: Sequence[_Value]) -> _Value:
    """One of the options, of which there is at least one."""
    return options[draw(_below(len(options)))] if len(options) > 1 else options[0]


def pick_any(draw: st.DrawFn, options: Sequence[_Value]) -> _Value | None:
    """One of the options, or None where there are none."""
    return pick(draw, options) if options else None


def other(draw: st.DrawFn, options: Sequence[_Value], current: _Value) -> _Value:
    """One of the options that is not the current one."""
    return pick(draw, [option for option in options if option != current])


def maybe(draw: st.DrawFn) -> bool:
    """False or True."""
    return pick(draw, (False, True))


def some(draw: st.DrawFn, options: Sequence[_Value], most: int) -> tuple[_Value, ...]:
    """One to `most` different options, in the order in which they were drawn."""
    left = list(options)
    count = 1 + pick(draw, range(min(most, len(left))))
    return tuple(left.pop(pick(draw, range(len(left)))) for _ in range(count))
