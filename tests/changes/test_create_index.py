"""An index is built while others write."""

from __future__ import annotations

import pytest

from tests.changes.small import HIGH, LOW, index, lines, partitioned, planned, table
from wesley.problems.problem import WesleyError


def test_it_is_built_concurrently() -> None:
    plan = planned(table(), table(indexes=(index("i", "a"),)))
    assert lines(plan) == ["expand concurrent: CREATE INDEX CONCURRENTLY i ON s.t USING btree (a);"]
    assert plan.steps()[0].statement.probe is None


def test_a_unique_one_has_a_probe_for_duplicates() -> None:
    probe = planned(table(), table(indexes=(index("i", "a", unique=True),))).steps()[0].statement.probe
    assert probe is not None
    assert "GROUP BY a HAVING count(*) > 1" in probe.query


def test_on_a_new_table_it_is_plain() -> None:
    assert lines(planned((), (table(indexes=(index("i", "a"),)),)))[1:] == [
        "expand transaction: CREATE INDEX i ON s.t USING btree (a);"
    ]


def test_on_a_partitioned_table_it_is_built_by_partition_and_valid_with_the_last() -> None:
    plan = planned(partitioned(LOW, HIGH), partitioned(LOW, HIGH, indexes=(index("i", "a"),)))
    assert [line.split(" ", 2)[1:2] + line.split(": ")[1].split(" ")[:4] for line in lines(plan)] == [
        ["transaction:", "CREATE", "INDEX", "i", "ON"],
        ["concurrent:", "CREATE", "INDEX", "CONCURRENTLY", plan.steps()[1].statement.sql.split(" ")[3]],
        ["transaction:", "ALTER", "INDEX", "s.i", "ATTACH"],
        ["concurrent:", "CREATE", "INDEX", "CONCURRENTLY", plan.steps()[3].statement.sql.split(" ")[3]],
        ["transaction:", "ALTER", "INDEX", "s.i", "ATTACH"],
    ]
    assert plan.between == plan.goal


def test_on_a_partitioned_table_without_partitions_it_is_plain() -> None:
    assert lines(planned(partitioned(), partitioned(indexes=(index("i", "a"),)))) == [
        "expand transaction: CREATE INDEX i ON s.t USING btree (a);"
    ]


def test_nulls_not_distinct_is_refused_where_the_server_lacks_it() -> None:
    wanted = table(indexes=(index("i", "a", unique=True, nulls_not_distinct=True),))
    with pytest.raises(WesleyError, match="came with PostgreSQL 15"):
        planned(table(), wanted, server=14)
