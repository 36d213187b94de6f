"""A partition is made beside its table and attached."""

from __future__ import annotations

import pytest

from tests.changes.small import HIGH, LOW, foreign_key, lines, locks, parent, partitioned, planned, table
from wesley.ir.table import Table
from wesley.problems.problem import WesleyError


def test_the_table_is_not_locked_against_reads_and_writes() -> None:
    plan = planned(partitioned(LOW), partitioned(LOW, HIGH))
    assert lines(plan)[0].startswith("expand transaction: CREATE TABLE s.high ( LIKE s.t INCLUDING")
    assert lines(plan)[1] == "expand transaction: ALTER TABLE s.t ATTACH PARTITION s.high FOR VALUES FROM (10) TO (20);"
    assert locks(plan.steps()[1].statement) == {"t": "SHARE UPDATE EXCLUSIVE"}


def test_a_foreign_key_reaches_another_table() -> None:
    old, new = (partitioned(*parts, foreign_keys=(foreign_key("f"),)) for parts in ((LOW,), (LOW, HIGH)))
    plan = planned((parent(), old), (parent(), new))
    assert locks(plan.steps()[1].statement)["p"] == "SHARE ROW EXCLUSIVE"


def test_that_of_a_new_table_is_plain() -> None:
    found = lines(planned((), (partitioned(LOW),)))
    assert found[1] == "expand transaction: CREATE TABLE s.low PARTITION OF s.t FOR VALUES FROM (0) TO (10);"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (table(), partitioned(LOW), "partitioned in another way"),
        (partitioned(LOW), table(), "partitioned in another way"),
        (partitioned(LOW), partitioned(("low", "FOR VALUES FROM (5) TO (9)")), "other bounds"),
        (partitioned(LOW), partitioned(("other", "FOR VALUES FROM (5) TO (9)")), "overlaps with low"),
    ],
    ids=["becomes partitioned", "stops being so", "other bounds", "overlap"],
)
def test_what_postgresql_cannot_do_is_refused(old: Table, new: Table, message: str) -> None:
    with pytest.raises(WesleyError, match=message):
        planned(old, new)
