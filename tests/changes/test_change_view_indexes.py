"""The indexes of a materialized view change without locking out reads."""

from __future__ import annotations

from tests.changes.objects import plan_of, view
from tests.changes.small import index, lines, table
from wesley.ir.index import Index
from wesley.ir.schema import Physical
from wesley.plan.plan import Plan


def planned(old: tuple[Index, ...], new: tuple[Index, ...]) -> Plan:
    before, after = (
        Physical(
            tables=(table(),), views=(view("v", "SELECT a, b FROM s.t", "a", "b", materialized=True, indexes=each),)
        )
        for each in (old, new)
    )
    return plan_of(before, after)


def test_added_and_dropped_concurrently() -> None:
    assert lines(planned((index("i", "a"),), (index("j", "b"),))) == [
        "expand concurrent: CREATE INDEX CONCURRENTLY j ON s.v USING btree (b);",
        "contract concurrent: DROP INDEX CONCURRENTLY s.i;",
    ]


def test_renamed() -> None:
    assert lines(planned((index("i", "a"),), (index("j", "a"),))) == [
        "expand transaction: ALTER INDEX s.i RENAME TO j;"
    ]


def test_replaced_without_a_gap() -> None:
    assert lines(planned((index("i", "a"),), (index("i", "b"),))) == [
        "expand transaction: ALTER INDEX s.i RENAME TO wesley_old_i;",
        "expand concurrent: CREATE INDEX CONCURRENTLY i ON s.v USING btree (b);",
        "contract concurrent: DROP INDEX CONCURRENTLY s.wesley_old_i;",
    ]
