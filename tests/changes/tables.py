"""Small schemas and situations for tests of changes, and what a change makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from tests.plan.planned import statements
from wesley.changes.situation import Situation
from wesley.ir.column import Column
from wesley.ir.constraint import PrimaryKey
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical, Schema
from wesley.ir.table import Partition, Partitioning, PartitionStrategy, Table
from wesley.plan.make import make_plan

if TYPE_CHECKING:
    from wesley.changes.change import Change
    from wesley.changes.statement import Statement
    from wesley.plan.plan import Plan

ID = Column(name="id", type="bigint", nullable=False)


def users(*columns: Column, **fields: Any) -> Table:
    """The table `public.users` with a primary key and more columns."""
    key = PrimaryKey(name="users_pkey", columns=("id",))
    return replace(Table(schema="public", name="users", columns=(ID, *columns), primary_key=key), **fields)


def partitioned(*columns: Column) -> Table:
    """The table `public.users`, without a key, in two partitions."""
    parts = (
        Partition(schema="public", name="users_1", bound="FOR VALUES IN (1)"),
        Partition(schema="public", name="users_2", bound="DEFAULT"),
    )
    parting = Partitioning(strategy=PartitionStrategy.LIST, keys=(), partitions=parts)
    return users(*columns, partitioning=parting, primary_key=None)


def schema(*tables: Table, **collections: Any) -> Physical:
    """A physical schema of these tables."""
    return Physical(tables=tables, **collections)


def situation(before: Physical, goal: Physical | None = None, *, version: int = 15, **fields: Any) -> Situation:
    """A situation in which the goal differs in nothing, unless it is given."""
    return Situation(before=before, goal=goal or before, version=version, **fields)


def plan_of(before: Physical, after: Physical, *, version: int = 15) -> Plan:
    """The plan with its contract; what it loses is accepted."""
    plan = make_plan(Schema(physical=before), Schema(physical=after), server=version, contract=True, allow_drop=("*",))
    assert plan.goal == after
    return plan


def lines(before: Physical, after: Physical, *, version: int = 15) -> list[str]:
    """The first line of each statement of the plan."""
    return statements(plan_of(before, after, version=version))


def only_statement(change: Change, where: Situation) -> Statement:
    """The one statement of a change."""
    (statement,) = change.statements(where)
    return statement


def sql(text: str, *columns: str, **fields: Any) -> Expression:
    """An expression over these columns."""
    return replace(Expression(sql=text, columns=columns), **fields)


def locked(statement: Statement) -> dict[str, str]:
    """The locks of a statement by relation."""
    return {lock.name: lock.mode.value for lock in statement.locks}
