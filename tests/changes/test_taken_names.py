"""A name that is wanted and still used is made free."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.small import index, lines, parent, planned, table
from wesley.changes.taken_names import free_new_name, free_old_name


def test_an_index_of_another_table_makes_room() -> None:
    plan = planned(
        (table(indexes=(index("i", "a"),)), parent()), (table(), replace(parent(), indexes=(index("i", "b"),)))
    )
    assert lines(plan) == [
        "expand transaction: ALTER INDEX s.i RENAME TO wesley_old_i;",
        "expand concurrent: CREATE INDEX CONCURRENTLY i ON s.p USING btree (b);",
        "contract concurrent: DROP INDEX CONCURRENTLY s.wesley_old_i;",
    ]


def test_a_free_name_is_numbered_when_it_is_not_free() -> None:
    left = table(indexes=(index("wesley_old_i", "a"), index("wesley_new_i", "a")))
    assert free_old_name(left, "i") == "wesley_old_i_2"
    assert free_new_name(left, "i") == "wesley_new_i_2"
    assert free_old_name(table(), "i") == "wesley_old_i"
