"""Partitions of a table in use, and what their bounds mean."""

from __future__ import annotations

import pytest

from wesley.ir.expression import Expression
from wesley.ir.index import IndexKey
from wesley.ir.table import Partition, Partitioning, PartitionStrategy
from wesley.sql.ddl.partition import bound_condition, create_partition_table, is_default, overlap
from wesley.sql.deparse import to_sql

_RANGE = Partitioning(strategy=PartitionStrategy.RANGE, keys=(IndexKey(column="k"),))
_LIST = Partitioning(strategy=PartitionStrategy.LIST, keys=(IndexKey(expression=Expression(sql="lower(k)")),))


def _part(bound: str) -> Partition:
    return Partition(schema="s", name="p", bound=bound)


def test_compression_is_taken_over_where_the_server_knows_it() -> None:
    assert "COMPRESSION" in to_sql(create_partition_table("s", "t", _part("DEFAULT"), 14))
    assert "COMPRESSION" not in to_sql(create_partition_table("s", "t", _part("DEFAULT"), 13))
    assert "IDENTITY" not in to_sql(create_partition_table("s", "t", _part("DEFAULT"), 18))


@pytest.mark.parametrize(
    ("by", "bound", "condition"),
    [
        (_RANGE, "FOR VALUES FROM (1) TO (10)", "k IS NOT NULL AND k >= 1 AND k < 10"),
        (_RANGE, "FOR VALUES FROM ('2024-01-01') TO (MAXVALUE)", "k IS NOT NULL AND k >= '2024-01-01'"),
        (_RANGE, "FOR VALUES FROM (MINVALUE) TO (-5)", "k IS NOT NULL AND k < -5"),
        (_RANGE, "FOR VALUES FROM (MINVALUE) TO (MAXVALUE)", "k IS NOT NULL"),
        (_RANGE, "DEFAULT", None),
        (_LIST, "FOR VALUES IN ('a', 'b')", "lower(k) IS NOT NULL AND lower(k) IN ('a', 'b')"),
        (_LIST, "FOR VALUES IN ('a', NULL)", "lower(k) IS NULL OR lower(k) IN ('a')"),
        (_LIST, "FOR VALUES IN (NULL)", "lower(k) IS NULL"),
    ],
)
def test_a_bound_is_a_condition(by: Partitioning, bound: str, condition: str | None) -> None:
    assert bound_condition(by, _part(bound)) == condition


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("FROM (1) TO (10)", "FROM (10) TO (20)", False),
        ("FROM (1) TO (10)", "FROM (9) TO (20)", True),
        ("FROM (MINVALUE) TO (10)", "FROM (9) TO (MAXVALUE)", True),
        ("FROM ('2023-01-01') TO ('2024-01-01')", "FROM ('2024-01-01') TO ('2025-01-01')", False),
        ("FROM (1, 1) TO (10, 1)", "FROM (5, 1) TO (9, 1)", False),
        ("IN (1, 2)", "IN (2)", True),
        ("IN (1, 2)", "IN (3)", False),
        ("WITH (MODULUS 4, REMAINDER 1)", "WITH (MODULUS 8, REMAINDER 5)", True),
        ("WITH (MODULUS 4, REMAINDER 1)", "WITH (MODULUS 8, REMAINDER 6)", False),
    ],
)
def test_partitions_that_cannot_stand_beside_each_other(one: str, other: str, answer: bool) -> None:
    assert overlap(_part(f"FOR VALUES {one}"), _part(f"FOR VALUES {other}")) is answer
    assert overlap(_part(f"FOR VALUES {other}"), _part(f"FOR VALUES {one}")) is answer


def test_the_default_partition_overlaps_with_none_but_itself() -> None:
    assert is_default(_part("DEFAULT"))
    assert overlap(_part("DEFAULT"), _part("DEFAULT"))
    assert not overlap(_part("DEFAULT"), _part("FOR VALUES IN (1)"))
