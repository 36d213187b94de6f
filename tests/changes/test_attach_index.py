"""The index of a partition is attached."""

from __future__ import annotations

from tests.changes.small import LOW, index, invalid, locks, partitioned, planned, statement
from wesley.changes.attach_index import AttachIndex
from wesley.changes.statement import RelationName
from wesley.ir.schema import Physical


def test_the_index_is_valid_with_the_last_one() -> None:
    wanted = index("i", "a")
    before = Physical(tables=(partitioned(LOW, indexes=(invalid(index("i", "a")),)),))
    low = RelationName(schema="s", name="low")
    assert AttachIndex(schema="s", table="t", index=wanted, partition=low, last=False).apply(before) == before
    after = AttachIndex(schema="s", table="t", index=wanted, partition=low, last=True).apply(before)
    assert after.tables[0].indexes == (index("i", "a"),)


def test_it_locks_no_table_against_anybody() -> None:
    plan = planned(partitioned(LOW), partitioned(LOW, indexes=(index("i", "a"),)))
    held = locks(statement(plan, "ALTER INDEX"))
    assert (held["t"], held["low"], held["i"]) == ("ACCESS SHARE", "ACCESS SHARE", "SHARE UPDATE EXCLUSIVE")
