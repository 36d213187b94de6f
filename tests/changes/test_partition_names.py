"""What belongs to one partition has a name that nothing else wants."""

from __future__ import annotations

from tests.changes.small import foreign_key, index, invalid, unique
from wesley.changes.partition_names import partition_foreign_key_name, partition_index_name
from wesley.ir.constraint import Deferrable


def test_an_index_and_its_successor_have_different_names() -> None:
    assert partition_index_name("low", index("i", "a")) != partition_index_name("low", index("i", "b"))


def test_two_equal_indexes_have_different_names() -> None:
    assert partition_index_name("low", index("i", "a")) != partition_index_name("low", index("j", "a"))


def test_a_key_and_one_that_is_checked_later_have_different_names() -> None:
    key, deferrable = unique("u", "a"), unique("u", "a", deferrable=Deferrable.INITIALLY_IMMEDIATE)
    assert partition_index_name("low", key) != partition_index_name("low", deferrable)


def test_validity_is_no_part_of_it() -> None:
    assert partition_index_name("low", invalid(index("i", "a"))) == partition_index_name("low", index("i", "a"))


def test_names_have_63_bytes_at_most() -> None:
    assert len(partition_index_name("ä" * 40, index("i", "a")).encode()) <= 63
    assert len(partition_foreign_key_name(foreign_key("f" * 63)).encode()) == 63
