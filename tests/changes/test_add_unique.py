"""A unique constraint is made of an index that was built while others write."""

from __future__ import annotations

from tests.changes.small import LOW, index, lines, locks, partitioned, planned, table, unique
from wesley.ir.constraint import Deferrable


def test_the_index_comes_first() -> None:
    plan = planned(table(), table(uniques=(unique("u", "a", include=("b",)),)))
    assert lines(plan) == [
        "expand concurrent: CREATE UNIQUE INDEX CONCURRENTLY u ON s.t USING btree (a) INCLUDE (b);",
        "expand transaction: ALTER TABLE s.t ADD CONSTRAINT u UNIQUE USING INDEX u;",
    ]


def test_when_it_is_checked_is_said_of_the_constraint() -> None:
    wanted = unique("u", "a", deferrable=Deferrable.INITIALLY_DEFERRED)
    plan = planned(table(), table(uniques=(wanted,)))
    assert lines(plan)[1].endswith("USING INDEX u DEFERRABLE INITIALLY DEFERRED;")


def test_an_index_that_fits_and_is_not_needed_any_more_is_used() -> None:
    plan = planned(table(indexes=(index("i", "a", unique=True),)), table(uniques=(unique("u", "a"),)))
    assert lines(plan) == ["expand transaction: ALTER TABLE s.t ADD CONSTRAINT u UNIQUE USING INDEX i;"]
    assert locks(plan.steps()[0].statement) == {"t": "ACCESS EXCLUSIVE", "i": "SHARE UPDATE EXCLUSIVE"}


def test_an_index_that_the_new_schema_keeps_is_not_used() -> None:
    kept = (index("i", "a", unique=True),)
    plan = planned(table(indexes=kept), table(indexes=kept, uniques=(unique("u", "a"),)))
    assert lines(plan)[0].startswith("expand concurrent: CREATE UNIQUE INDEX CONCURRENTLY u")


def test_an_index_of_its_name_makes_room() -> None:
    plan = planned(table(indexes=(index("u", "b"),)), table(uniques=(unique("u", "a"),)))
    assert lines(plan)[0] == "expand transaction: ALTER INDEX s.u RENAME TO wesley_old_u;"
    assert lines(plan)[-1] == "contract concurrent: DROP INDEX CONCURRENTLY s.wesley_old_u;"


def test_a_partitioned_table_takes_over_what_its_partitions_have() -> None:
    plan = planned(partitioned(LOW), partitioned(LOW, uniques=(unique("u", "a", "k"),)))
    assert lines(plan)[-1] == "expand transaction: ALTER TABLE s.t ADD CONSTRAINT u UNIQUE (a, k);"
    assert plan.steps()[-1].statement.scans == ()
