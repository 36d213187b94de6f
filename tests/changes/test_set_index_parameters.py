"""Storage parameters of an index are set where that means something."""

from __future__ import annotations

from tests.changes.small import LOW, index, lines, locks, partitioned, planned, table


def test_parameters_are_set_and_reset() -> None:
    old = table(indexes=(index("i", "a", parameters=(("fillfactor", "70"),)),))
    new = table(indexes=(index("i", "a", parameters=(("deduplicate_items", "off"),)),))
    plan = planned(old, new)
    assert lines(plan) == [
        "expand transaction: ALTER INDEX s.i SET (deduplicate_items='off');",
        "expand transaction: ALTER INDEX s.i RESET (fillfactor);",
    ]
    assert locks(plan.steps()[0].statement) == {"i": "SHARE UPDATE EXCLUSIVE"}


def test_one_that_only_a_build_reads_replaces_the_index() -> None:
    old = table(indexes=(index("i", "a", method="brin"),))
    new = table(indexes=(index("i", "a", method="brin", parameters=(("pages_per_range", "4"),)),))
    assert lines(planned(old, new))[0].startswith("expand concurrent: CREATE INDEX CONCURRENTLY wesley_new_i")


def test_those_of_a_partitioned_table_replace_the_index() -> None:
    old = partitioned(LOW, indexes=(index("i", "a"),))
    new = partitioned(LOW, indexes=(index("i", "a", parameters=(("fillfactor", "70"),)),))
    assert "CREATE INDEX wesley_new_i ON ONLY" in lines(planned(old, new))[0]
