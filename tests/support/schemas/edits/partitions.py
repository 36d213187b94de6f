"""Partitions of tables that have them."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.edits.tables import BOUNDS
from tests.support.schemas.pick import pick, pick_any
from tests.support.schemas.state import State, derived, tables, with_tables
from wesley.ir.table import Partition, Partitioning, PartitionStrategy, Table


def _free(table: Table) -> list[str]:
    """The bounds that no partition has; hash partitions are always all there."""
    found = table.partitioning
    if found is None or found.strategy is PartitionStrategy.HASH:
        return []
    key = table.column(found.keys[0].column or "")
    bounds = [f"FOR VALUES {bound}" for bound in BOUNDS[found.strategy, key.type if key else ""]]
    taken = {partition.bound for partition in found.partitions}
    return [bound for bound in (*bounds, "DEFAULT") if bound not in taken]


def add_partition(draw: st.DrawFn, state: State) -> State | None:
    """One more partition, the default one too."""
    table = pick_any(draw, tables(state, _free))
    if table is None or table.partitioning is None:
        return None
    new = Partition(schema=table.schema, name=derived(state, table.name, "p"), bound=pick(draw, _free(table)))
    return with_tables(state, _with(table, table.partitioning, (*table.partitioning.partitions, new)))


def _with(table: Table, found: Partitioning, partitions: tuple[Partition, ...]) -> Table:
    ordered = tuple(sorted(partitions, key=lambda value: value.name))
    return replace(table, partitioning=replace(found, partitions=ordered))


def _can_lose_one(table: Table) -> bool:
    found = table.partitioning
    return found is not None and found.strategy is not PartitionStrategy.HASH and bool(found.partitions)


def remove_partition(draw: st.DrawFn, state: State) -> State | None:
    """One partition less."""
    table = pick_any(draw, tables(state, _can_lose_one))
    if table is None or table.partitioning is None:
        return None
    gone = pick(draw, table.partitioning.partitions)
    kept = tuple(value for value in table.partitioning.partitions if value is not gone)
    return with_tables(state, _with(table, table.partitioning, kept))
