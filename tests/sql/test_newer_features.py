"""What of tables and views came after PostgreSQL 12."""

from __future__ import annotations

from typing import Any

import pytest

from wesley.ir.column import Column, Generated
from wesley.ir.constraint import Unique
from wesley.ir.expression import Expression
from wesley.ir.index import IndexKey
from wesley.ir.routine import Trigger, TriggerEvent, TriggerTiming
from wesley.ir.schema import Physical
from wesley.ir.table import Partitioning, PartitionStrategy, Table
from wesley.ir.view import View
from wesley.sql.newer_features import newer_features

TRIGGER = Trigger(
    name="x", timing=TriggerTiming.BEFORE, events=(TriggerEvent.INSERT,), function_schema="s", function="f"
)
PARTITIONED = Partitioning(strategy=PartitionStrategy.LIST, keys=(IndexKey(column="a"),))


def table(*columns: Column, **fields: Any) -> Physical:
    return Physical(tables=(Table(schema="s", name="t", columns=columns, **fields),))


def column(**fields: Any) -> Physical:
    return table(Column(**({"name": "a", "type": "text"} | fields)))


@pytest.mark.parametrize(
    ("physical", "version"),
    [
        (column(type="int4multirange"), 14),
        (column(compression="lz4"), 14),
        (column(type="numeric(2,-3)"), 15),
        (column(generated=Generated(expression=Expression(sql="1"), stored=False)), 18),
        (column(nullable=False, not_null_valid=False), 18),
        (table(uniques=(Unique(name="u", columns=("a",), nulls_not_distinct=True),)), 15),
        (table(triggers=(TRIGGER,), partitioning=PARTITIONED), 13),
        (Physical(views=(View(schema="s", name="v", query=Expression(sql="SELECT 1"), security_invoker=True),)), 15),
    ],
)
def test_the_version_that_brought_it(physical: Physical, version: int) -> None:
    ((found, *_),) = [need for need in newer_features(physical) if need[0] > 12]
    assert found == version


@pytest.mark.parametrize("partitioning", [None, PARTITIONED])
def test_what_12_has(partitioning: Partitioning | None) -> None:
    after = Trigger(
        name="x", timing=TriggerTiming.AFTER, events=(TriggerEvent.INSERT,), function_schema="s", function="f"
    )
    triggers = (after,) if partitioning is not None else (TRIGGER,)
    physical = table(Column(name="a", type="text"), triggers=triggers, partitioning=partitioning)
    assert not [need for need in newer_features(physical) if need[0] > 12]
