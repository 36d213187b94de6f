"""Small schemas as values, and what a plan makes of them, a line a statement."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from wesley.changes.statement import Statement
from wesley.ir.column import Column
from wesley.ir.constraint import Check, ForeignKey, PrimaryKey, Unique
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.schema import Physical, Schema
from wesley.ir.table import Partition, Partitioning, PartitionStrategy, Table
from wesley.plan.make import make_plan
from wesley.plan.plan import Plan

COLUMNS = tuple(Column(name=name, type="integer", nullable=False) for name in ("a", "b", "k"))


def table(name: str = "t", **fields: Any) -> Table:
    """A table of three integer columns that are NOT NULL: a, b and k."""
    return Table(schema="s", name=name, columns=COLUMNS, **fields)


def partitioned(*partitions: tuple[str, str], **fields: Any) -> Table:
    """A table that is partitioned by ranges of k, with partitions of these names and bounds."""
    parts = tuple(Partition(schema="s", name=name, bound=bound) for name, bound in sorted(partitions))
    by = Partitioning(strategy=PartitionStrategy.RANGE, keys=(IndexKey(column="k"),), partitions=parts)
    return table(partitioning=by, **fields)


LOW = ("low", "FOR VALUES FROM (0) TO (10)")
HIGH = ("high", "FOR VALUES FROM (10) TO (20)")
REST = ("rest", "DEFAULT")


def index(name: str, *columns: str, **fields: Any) -> Index:
    """An index on columns."""
    return Index(name=name, keys=tuple(IndexKey(column=column) for column in columns), **fields)


def unique(name: str, *columns: str, **fields: Any) -> Unique:
    """A unique constraint."""
    return Unique(name=name, columns=columns, **fields)


def primary_key(name: str, *columns: str, **fields: Any) -> PrimaryKey:
    """A primary key."""
    return PrimaryKey(name=name, columns=columns, **fields)


def check(name: str, sql: str, **fields: Any) -> Check:
    """A check of the column a."""
    return Check(name=name, expression=Expression(sql=sql, columns=("a",)), **fields)


def foreign_key(name: str, column: str = "a", to: str = "p", ref: str = "a", **fields: Any) -> ForeignKey:
    """A foreign key of one column."""
    return ForeignKey(name=name, columns=(column,), ref_schema="s", ref_table=to, ref_columns=(ref,), **fields)


def parent() -> Table:
    """A table p with a primary key to refer to."""
    return table("p", primary_key=primary_key("p_pkey", "a"))


def planned(old: Table | tuple[Table, ...], new: Table | tuple[Table, ...], *, server: int = 15) -> Plan:
    """The plan from one table, or some, to others."""
    before, after = ((value,) if isinstance(value, Table) else value for value in (old, new))
    return make_plan(
        Schema(physical=Physical(tables=before)),
        Schema(physical=Physical(tables=after)),
        server=server,
        contract=True,
        allow_drop=("*",),
    )


def lines(plan: Plan) -> list[str]:
    """Each statement on one line, with its phase and how it is run."""
    return [
        f"{segment.phase.value} {segment.kind.value}: {' '.join(step.statement.sql.split())}"
        for segment in plan.segments
        for step in segment.steps
    ]


def locks(statement: Statement) -> dict[str, str]:
    """The locks of a statement by the name of the relation."""
    return {lock.name: lock.mode.value for lock in statement.locks}


def statement(plan: Plan, beginning: str) -> Statement:
    """The one statement of a plan that begins so."""
    found = [step.statement for step in plan.steps() if step.statement.sql.startswith(beginning)]
    assert len(found) == 1, [step.statement.sql for step in plan.steps()]
    return found[0]


def invalid(value: Index) -> Index:
    """The same index, left half-way by a build."""
    return replace(value, valid=False)
