"""The index that a key is made of, and whether another key keeps the same columns unique."""

from __future__ import annotations

from tests.changes.small import index, primary_key, table, unique
from wesley.changes.key_index import has_key_on, index_of, spare_index
from wesley.ir.constraint import Deferrable
from wesley.ir.schema import Physical


def test_the_index_of_a_key_is_unique_on_its_columns() -> None:
    wanted = unique("u", "a", "b", include=("k",), nulls_not_distinct=True)
    assert index_of(wanted, "i") == index("i", "a", "b", unique=True, include=("k",), nulls_not_distinct=True)


def test_a_spare_index_is_one_that_the_new_table_lacks() -> None:
    fits, wanted = index("i", "a", unique=True), index("u", "a", unique=True)
    assert spare_index(table(indexes=(fits,)), table(), wanted) == "i"
    assert spare_index(table(indexes=(fits,)), table(indexes=(fits,)), wanted) is None
    assert spare_index(table(indexes=(index("i", "b", unique=True),)), table(), wanted) is None


def test_a_deferrable_key_is_none_for_foreign_keys() -> None:
    key, late = primary_key("x", "a"), unique("u", "b", deferrable=Deferrable.INITIALLY_IMMEDIATE)
    physical = Physical(tables=(table(primary_key=key, uniques=(late,)),))
    assert has_key_on(physical, "s", "t", ("a",), without="u")
    assert not has_key_on(physical, "s", "t", ("a",), without="x")
    assert not has_key_on(physical, "s", "t", ("b",), without="x")
