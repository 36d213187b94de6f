"""Which tables refer to which."""

from __future__ import annotations

from tests.changes.small import foreign_key, table
from wesley.ir.references import references_of, references_with

PARENT = ("s", "p")


def test_each_table_that_refers_to_another_is_known_once() -> None:
    both = table("t", foreign_keys=(foreign_key("k"), foreign_key("l", "b")))
    found = references_of((table("p"), both, table("u", foreign_keys=(foreign_key("k"),))))
    assert found.to(PARENT) == (("s", "t"), ("s", "u"))
    assert found.to(("s", "t")) == ()


def test_what_comes_later_is_added() -> None:
    first = references_of((table("p"), table("t", foreign_keys=(foreign_key("k"),))))
    later = references_with(first, (table("u", foreign_keys=(foreign_key("k"),)), table("v")))
    assert later.to(PARENT) == (("s", "t"), ("s", "u"))
    assert later.first is first.first


def test_nothing_is_new_where_the_same_is_referred_to() -> None:
    first = references_of((table("t", foreign_keys=(foreign_key("k"),)),))
    assert references_with(first, (table("t", foreign_keys=(foreign_key("renamed"),)),)) is first
