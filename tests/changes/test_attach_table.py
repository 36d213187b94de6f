"""A table becomes a partition, with its rows."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.small import (
    COLUMNS,
    HIGH,
    LOW,
    REST,
    check,
    foreign_key,
    lines,
    locks,
    parent,
    partitioned,
    planned,
    table,
)
from wesley.ir.constraint import Check
from wesley.ir.expression import Expression
from wesley.problems.problem import WesleyError


def test_a_check_proves_that_its_rows_are_within_the_bounds() -> None:
    plan = planned((partitioned(LOW), table("high")), partitioned(LOW, HIGH))
    found = [step.statement.sql for step in plan.steps()]
    assert found[0].endswith("wesley_new_high CHECK (k IS NOT NULL AND k >= 10 AND k < 20) NOT VALID;")
    assert lines(plan)[1:] == [
        "expand validation: ALTER TABLE s.high VALIDATE CONSTRAINT wesley_new_high;",
        "expand transaction: ALTER TABLE s.t ATTACH PARTITION s.high FOR VALUES FROM (10) TO (20);",
        "expand transaction: ALTER TABLE s.high DROP CONSTRAINT wesley_new_high;",
    ]
    assert locks(plan.steps()[2].statement) == {"t": "SHARE UPDATE EXCLUSIVE", "high": "ACCESS EXCLUSIVE"}
    assert plan.steps()[2].statement.scans == ()


def test_a_default_partition_is_proved_to_hold_none_of_its_rows() -> None:
    plan = planned((partitioned(LOW, REST), table("high")), partitioned(LOW, HIGH, REST))
    attach = next(step.statement for step in plan.steps() if "ATTACH" in step.statement.sql)
    assert attach.scans == ()
    assert locks(attach)["rest"] == "ACCESS EXCLUSIVE"


def test_a_default_partition_itself_is_read() -> None:
    plan = planned((partitioned(LOW), table("rest")), partitioned(LOW, REST))
    assert lines(plan) == ["expand validation: ALTER TABLE s.t ATTACH PARTITION s.rest DEFAULT;"]
    assert [each.name for each in plan.steps()[0].statement.scans] == ["rest"]


def test_foreign_keys_become_one_with_those_of_the_table() -> None:
    keys = (foreign_key("f"),)
    old = (parent(), partitioned(LOW, foreign_keys=keys), table("high", foreign_keys=keys))
    plan = planned(old, (parent(), partitioned(LOW, HIGH, foreign_keys=keys)))
    assert locks(plan.steps()[2].statement)["p"] == "ACCESS EXCLUSIVE"


def test_a_table_that_is_no_partition_yet_is_refused() -> None:
    with pytest.raises(WesleyError, match="columns differ"):
        planned((partitioned(LOW), replace(table("high"), columns=COLUMNS[:2])), partitioned(LOW, HIGH))


def test_its_place_must_be_free() -> None:
    old = (partitioned(("other", HIGH[1])), table("high"))
    with pytest.raises(WesleyError, match="overlaps with other"):
        planned(old, partitioned(HIGH))


def test_a_check_of_the_bounds_that_is_there_is_the_proof() -> None:
    bound = Check(name="bound", expression=Expression(sql="k IS NOT NULL AND k >= 10 AND k < 20", columns=("k",)))
    plan = planned((partitioned(LOW), table("high", checks=(bound,))), partitioned(LOW, HIGH))
    assert lines(plan) == [
        "expand transaction: ALTER TABLE s.t ATTACH PARTITION s.high FOR VALUES FROM (10) TO (20);",
        "expand transaction: ALTER TABLE s.high DROP CONSTRAINT bound;",
    ]
    with pytest.raises(WesleyError, match="checks differ"):
        planned((partitioned(LOW), table("high", checks=(check("other", "a > 0"),))), partitioned(LOW, HIGH))
