"""A column of the primary key of a partitioned table changes its type."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.tables import ID, partitioned, plan_of, schema
from wesley.ir.column import Column
from wesley.ir.constraint import ForeignKey, PrimaryKey
from wesley.ir.table import Table
from wesley.plan.plan import Plan
from wesley.problems.problem import WesleyError

OLD = replace(partitioned(), primary_key=PrimaryKey(name="users_pkey", columns=("id",)))
NEW = replace(OLD, columns=(replace(ID, type="text"),))
TYPES = (Column(name="user_id", type="bigint"), Column(name="user_id", type="text"))


def _plan(version: int = 15) -> Plan:
    return plan_of(schema(OLD), schema(NEW), version=version)


def _swap(plan: Plan) -> list[str]:
    return [step.statement.sql.partition("\n")[0] for step in plan.steps() if step.kind == "swap-type"]


def test_the_index_of_each_partition_is_built_before_the_exchange() -> None:
    kinds = [step.kind for step in _plan().steps()]
    built = [number for number, kind in enumerate(kinds) if kind == "create-partition-index"]
    assert len(built) == 2
    assert max(built) < kinds.index("swap-type")


def test_the_key_of_the_table_comes_after_those_of_its_partitions() -> None:
    found = [line.split()[2] for line in _swap(_plan())[-3:]]
    assert found == ["public.users_1", "public.users_2", "public.users"]


def test_a_partition_is_told_that_the_old_column_takes_null_where_it_has_its_own_not_null() -> None:
    told = "ALTER TABLE public.users_1 ALTER COLUMN id DROP NOT NULL;"
    assert told in _swap(_plan(18))
    assert told not in _swap(_plan(15))


def test_a_key_to_which_a_foreign_key_refers_is_refused() -> None:
    key = ForeignKey(
        name="notes_user_id_fkey",
        columns=("user_id",),
        ref_schema="public",
        ref_table="users",
        ref_columns=("id",),
    )
    before, after = (Table(schema="public", name="notes", columns=(each,), foreign_keys=(key,)) for each in TYPES)
    with pytest.raises(WesleyError, match="notes_user_id_fkey refers to the primary key users_pkey"):
        plan_of(schema(before, OLD), schema(after, NEW))
