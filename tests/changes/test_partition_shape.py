"""What a partition is when it stands alone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.objects import policy
from tests.changes.small import (
    COLUMNS,
    HIGH,
    LOW,
    REST,
    check,
    foreign_key,
    index,
    parent,
    partitioned,
    primary_key,
    table,
)
from wesley.changes.codes import PARTITIONING_CHANGED
from wesley.changes.partition_shape import bound_of, check_of_bound, differences, refuse_other_shape, refuse_references
from wesley.ir.column import Identity
from wesley.ir.constraint import Check
from wesley.ir.expression import Expression
from wesley.ir.index import IndexKey
from wesley.ir.schema import Physical
from wesley.ir.table import Partition, Table
from wesley.problems.problem import WesleyError

PARENT = partitioned(
    LOW,
    HIGH,
    primary_key=primary_key("t_pkey", "a", "k"),
    checks=(check("c", "a > 0"),),
    foreign_keys=(foreign_key("f"),),
    indexes=(index("i", "b"),),
)
ALONE = table(
    "high",
    primary_key=primary_key("high_pkey", "a", "k"),
    checks=(check("c", "a > 0"),),
    foreign_keys=(foreign_key("f"),),
    indexes=(index("own", "b"),),
)
PARTITION = Partition(schema="s", name=HIGH[0], bound=HIGH[1])


def test_its_indexes_have_names_of_their_own_and_all_else_is_that_of_the_table() -> None:
    assert list(differences(PARENT, ALONE)) == []
    refuse_other_shape(PARENT, PARTITION, ALONE)


def test_identities_stay_with_the_partitioned_table() -> None:
    numbered = tuple(replace(each, identity=Identity(always=False)) if each.name == "a" else each for each in COLUMNS)
    assert list(differences(replace(PARENT, columns=numbered), ALONE)) == []
    assert list(differences(PARENT, replace(ALONE, columns=numbered))) == ["columns"]


@pytest.mark.parametrize(
    ("alone", "what"),
    [
        (replace(ALONE, columns=COLUMNS[:2]), "columns"),
        (replace(ALONE, primary_key=None), "primary key"),
        (replace(ALONE, indexes=()), "indexes"),
        (replace(ALONE, indexes=(index("own", "b", valid=False),)), "indexes"),
        (replace(ALONE, foreign_keys=()), "foreign keys"),
        (replace(ALONE, checks=()), "checks"),
        (replace(ALONE, policies=(policy(),)), "policies"),
        (replace(ALONE, row_security=True), "row security"),
    ],
)
def test_a_table_that_is_something_else_is_refused_and_told_in_what(alone: Table, what: str) -> None:
    with pytest.raises(WesleyError) as caught:
        refuse_other_shape(PARENT, PARTITION, alone)
    (problem,) = caught.value.problems
    assert problem.code is PARTITIONING_CHANGED
    assert problem.message.endswith(f"not what the partition is alone: {what} differ")


def test_no_foreign_key_may_refer_to_it() -> None:
    referring = table("child", foreign_keys=(foreign_key("f", to="high"),))
    refuse_references(Physical(tables=(table("child"), ALONE, parent())), PARTITION)
    with pytest.raises(WesleyError, match="refers to it"):
        refuse_references(Physical(tables=(referring, ALONE, parent())), PARTITION)


def test_its_bound_is_known_for_one_plain_column() -> None:
    assert bound_of(PARENT, PARTITION) == ("k", "k IS NOT NULL AND k >= 10 AND k < 20")
    assert bound_of(PARENT, Partition(schema="s", name=REST[0], bound=REST[1])) is None
    by = PARENT.partitioning
    assert by is not None
    twice = replace(PARENT, partitioning=replace(by, keys=(IndexKey(column="k"), IndexKey(column="a"))))
    assert bound_of(twice, PARTITION) is None


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("k IS NOT NULL AND k >= 10 AND k < 20", True),
        ("k IS NOT NULL AND (k >= 10) AND (k < '20'::integer)", True),
        ("k >= 10 AND k < 20", False),
        ("k IS NOT NULL AND k >= 10 AND k < 19", False),
    ],
)
def test_a_check_that_says_what_the_bound_says(sql: str, said: bool) -> None:
    alone = table("high", checks=(Check(name="c", expression=Expression(sql=sql, columns=("k",))),))
    assert (check_of_bound(PARENT, PARTITION, alone) is not None) is said
