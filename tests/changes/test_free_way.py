"""A thing that moves and gets another name never has a name that something else has."""

from __future__ import annotations

import pytest

from tests.changes.small import index, table
from wesley.changes.free_way import Name, free_way
from wesley.ir.enum import Enum
from wesley.ir.schema import Physical

MOVED, RENAMED = ("new", "t"), ("s", "u")
TAKEN_THERE = Enum(schema="new", name="t", values=("x",))


def test_one_step_is_a_way() -> None:
    assert free_way(Physical(), ("s", "t"), RENAMED) == (RENAMED,)
    assert free_way(Physical(), ("s", "t"), MOVED) == (MOVED,)


@pytest.mark.parametrize(
    ("physical", "way"),
    [
        (Physical(), (MOVED,)),
        (Physical(enums=(TAKEN_THERE,)), (RENAMED,)),
        (
            Physical(enums=(TAKEN_THERE,), tables=(table("v", indexes=(index("u", "a"),)),)),
            (("s", "wesley_new_u"), ("new", "wesley_new_u")),
        ),
    ],
)
def test_two_steps_meet_at_a_free_name(physical: Physical, way: tuple[Name, ...]) -> None:
    assert free_way(physical, ("s", "t"), ("new", "u")) == (*way, ("new", "u"))
