"""What a statement about a table reaches."""

from __future__ import annotations

from tests.changes.tables import partitioned, schema, users
from wesley.changes.lock import Lock
from wesley.changes.relations import family, family_locks, index_names, rewrite_locks, stored
from wesley.ir.constraint import Unique
from wesley.ir.index import Index, IndexKey

INDEXED = users(
    uniques=(Unique(name="users_one", columns=("id",)),), indexes=(Index(name="a", keys=(IndexKey(column="id"),)),)
)


def test_partitions_belong_to_the_family_and_hold_the_rows() -> None:
    physical = schema(partitioned())
    assert [name.name for name in family(physical, "public", "users")] == ["users", "users_1", "users_2"]
    assert [name.name for name in stored(physical, "public", "users")] == ["users_1", "users_2"]


def test_a_plain_table_holds_its_rows_itself() -> None:
    assert [name.name for name in stored(schema(users()), "public", "users")] == ["users"]


def test_the_indexes_of_constraints_are_indexes() -> None:
    assert index_names(INDEXED) == ("a", "users_one", "users_pkey")


def test_a_rewrite_locks_the_indexes_too() -> None:
    assert {lock.name for lock in rewrite_locks(schema(INDEXED), "public", "users")} == {
        "users",
        "a",
        "users_one",
        "users_pkey",
    }
    assert {lock.mode for lock in family_locks(schema(INDEXED), "public", "users", Lock.SHARE)} == {Lock.SHARE}
