"""An index goes last, without a lock on its table."""

from __future__ import annotations

from tests.changes.small import (
    LOW,
    foreign_key,
    index,
    lines,
    locks,
    parent,
    partitioned,
    planned,
    primary_key,
    table,
)


def test_it_waits_and_is_dropped_concurrently() -> None:
    assert lines(planned(table(indexes=(index("i", "a"),)), table())) == [
        "contract concurrent: DROP INDEX CONCURRENTLY s.i;"
    ]


def test_that_of_a_partitioned_table_locks_all_of_it() -> None:
    plan = planned(partitioned(LOW, indexes=(index("i", "a"),)), partitioned(LOW))
    assert lines(plan) == ["contract transaction: DROP INDEX s.i;"]
    assert set(locks(plan.steps()[0].statement).values()) == {"ACCESS EXCLUSIVE"}


def test_one_that_a_foreign_key_may_stand_on_goes_together_with_it() -> None:
    child = table(foreign_keys=(foreign_key("f"),))
    old = table("p", primary_key=primary_key("p_pkey", "a"), indexes=(index("i", "a", unique=True),))
    assert lines(planned((old, child), (parent(), child))) == [
        "contract transaction: ALTER TABLE s.t DROP CONSTRAINT f;",
        "contract transaction: DROP INDEX s.i;",
        "contract transaction: ALTER TABLE s.t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES s.p (a) NOT VALID;",
        "contract validation: ALTER TABLE s.t VALIDATE CONSTRAINT f;",
    ]
