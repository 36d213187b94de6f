"""Views in the order of what they read."""

from __future__ import annotations

from tests.changes.objects import view
from wesley.changes.view_order import in_order, name_of, standing_on, under

BASE = view("z", "SELECT a FROM s.t", "a")
MIDDLE = view("m", "SELECT a FROM s.z", "a", reads=("z",))
TOP = view("a", "SELECT a FROM s.m", "a", reads=("m",))
ALL = (TOP, MIDDLE, BASE)


def test_each_after_what_it_reads() -> None:
    assert in_order(ALL) == (BASE, MIDDLE, TOP)


def test_what_stands_on_a_view() -> None:
    assert standing_on(ALL, [name_of(MIDDLE)]) == {name_of(MIDDLE), name_of(TOP)}


def test_what_a_view_stands_on() -> None:
    assert under(ALL, [name_of(MIDDLE)]) == {name_of(MIDDLE), name_of(BASE)}
