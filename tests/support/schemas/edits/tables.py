"""Tables: made, dropped, renamed, moved, and their options."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.schemas.edits.columns import column_of_type, random_column
from tests.support.schemas.names import TABLES
from tests.support.schemas.pick import maybe, other, pick, pick_any
from tests.support.schemas.renaming import with_relation_renamed
from tests.support.schemas.sql_types import KEYS
from tests.support.schemas.state import (
    Relation,
    State,
    derived,
    new_name,
    tables,
    with_physical,
    with_tables,
)
from wesley.ir.column import Column, Identity
from wesley.ir.constraint import PrimaryKey
from wesley.ir.index import IndexKey
from wesley.ir.origin import Position
from wesley.ir.table import Partition, Partitioning, PartitionStrategy, Rows, Table

# Values number 1 to 3 of these types are in the first partition. Hash partitions are always all there.
BOUNDS = {
    (PartitionStrategy.RANGE, "integer"): ("FROM (0) TO (10)", "FROM (10) TO (20)", "FROM (20) TO (30)"),
    (PartitionStrategy.RANGE, "date"): (
        "FROM ('2024-01-01') TO ('2025-01-01')",
        "FROM ('2025-01-01') TO ('2026-01-01')",
        "FROM ('2026-01-01') TO ('2027-01-01')",
    ),
    (PartitionStrategy.LIST, "text"): ("IN ('v1', 'v2', 'v3')", "IN ('w')", "IN ('x', 'y')"),
    (PartitionStrategy.LIST, "integer"): ("IN (1, 2, 3)", "IN (7)", "IN (8, 9)"),
    (PartitionStrategy.HASH, "integer"): ("WITH (modulus 2, remainder 0)", "WITH (modulus 2, remainder 1)"),
    (PartitionStrategy.HASH, "uuid"): ("WITH (modulus 2, remainder 0)", "WITH (modulus 2, remainder 1)"),
}


def namespace_names(state: State) -> tuple[str, ...]:
    """The schemas, `public` first: it is in every database."""
    return ("public", *(namespace.name for namespace in state.physical.namespaces if namespace.name != "public"))


def add_table(draw: st.DrawFn, state: State) -> State | None:
    """A table with a key and up to three columns."""
    table = _empty(draw, state)
    key_type = pick(draw, KEYS)
    key = Column(name="id", type=key_type.name, nullable=False, position=Position(1))
    if key_type.name in ("integer", "bigint") and maybe(draw):
        key = replace(key, identity=Identity(always=maybe(draw)))
    table = replace(table, columns=(key,), primary_key=_key(state, table, "id"))
    for _ in range(1 + pick(draw, range(3))):
        table = replace(table, columns=(*table.columns, random_column(draw, state, table)))
    return with_tables(state, table)


def _empty(draw: st.DrawFn, state: State) -> Table:
    return Table(schema=pick(draw, namespace_names(state)), name=new_name(draw, state, TABLES))


def _key(state: State, table: Table, *columns: str) -> PrimaryKey:
    return PrimaryKey(name=derived(state, table.name, "pkey"), columns=columns)


def add_lookup_table(draw: st.DrawFn, state: State) -> State | None:
    """The table of an enum that is stored as one."""
    table = _empty(draw, state)
    return with_tables(
        state,
        replace(
            table,
            columns=(Column(name="value", type="text", nullable=False, position=Position(1)),),
            primary_key=_key(state, table, "value"),
            rows=Rows(columns=("value",), values=tuple((f"v{n}",) for n in range(1, 4))),
        ),
    )


def add_partitioned_table(draw: st.DrawFn, state: State) -> State | None:
    """A table by ranges, lists or hashes of its first column, with some of its partitions."""
    return _with_partitioned_table(draw, state, *pick(draw, tuple(BOUNDS)))


def add_range_table(draw: st.DrawFn, state: State) -> State | None:
    """A table by ranges."""
    return _with_partitioned_table(draw, state, PartitionStrategy.RANGE, "integer")


def _with_partitioned_table(draw: st.DrawFn, state: State, strategy: PartitionStrategy, sql_type: str) -> State:
    table = _empty(draw, state)
    table = replace(table, columns=(column_of_type(draw, state, table, sql_type, is_nullable=False),))
    key = table.columns[0].name
    table = replace(table, columns=(*table.columns, random_column(draw, state, table)))
    bounds = BOUNDS[strategy, sql_type]
    bounds = bounds if strategy is PartitionStrategy.HASH else bounds[: 1 + pick(draw, range(len(bounds)))]
    partitions = tuple(
        Partition(schema=table.schema, name=derived(state, table.name, f"p{n}_"), bound=f"FOR VALUES {bound}")
        for n, bound in enumerate(bounds)
    )
    partitioning = Partitioning(strategy=strategy, keys=(IndexKey(column=key),), partitions=partitions)
    table = replace(table, partitioning=partitioning)
    return with_tables(state, replace(table, primary_key=_key(state, table, key)) if maybe(draw) else table)


def drop_table(draw: st.DrawFn, state: State) -> State | None:
    """A table less; it is never the last."""
    table = pick_any(draw, state.physical.tables)
    if table is None or len(state.physical.tables) < 2:
        return None
    return with_physical(state, tables=tuple(value for value in state.physical.tables if value is not table))


def rename_table(draw: st.DrawFn, state: State) -> State | None:
    """Another name in the same schema."""
    table = pick_any(draw, tables(state))
    return (
        None
        if table is None
        else relation_renamed(state, (table.schema, table.name), (table.schema, new_name(draw, state, TABLES)))
    )


def move_table(draw: st.DrawFn, state: State) -> State | None:
    """Another schema."""
    table = pick_any(draw, tables(state))
    homes = namespace_names(state)
    if table is None or len(homes) < 2:
        return None
    return relation_renamed(state, (table.schema, table.name), (other(draw, homes, table.schema), table.name))


def relation_renamed(state: State, old: Relation, new: Relation) -> State:
    """The state with a table of another name or schema, and with the hint that says so."""
    physical = with_relation_renamed(state.physical, old, new)
    return replace(
        state,
        physical=physical,
        former=replace(
            state.former,
            tables=_moved(state, old, new),
            columns={(new if of == old else of, name): was for (of, name), was in state.former.columns.items()},
        ),
        gained=frozenset((kind, new if of == old else of) for kind, of in state.gained),
        lost=frozenset((kind, new if of == old else of) for kind, of in state.lost),
    )


def _moved(state: State, old: Relation, new: Relation) -> dict[Relation, Relation]:
    names = {now: was for now, was in state.former.tables.items() if now != old}
    origin = state.former.tables.get(old, old)
    if state.first.table(*origin) is not None and origin != new:
        names[new] = origin
    return names


def change_table_parameters(draw: st.DrawFn, state: State) -> State | None:
    """Storage parameters set, changed or reset; a partitioned table has none."""
    table = pick_any(draw, tables(state, lambda value: value.partitioning is None))
    options = ((), (("fillfactor", "70"),), (("autovacuum_enabled", "false"), ("fillfactor", "90")))
    return (
        None if table is None else with_tables(state, replace(table, parameters=other(draw, options, table.parameters)))
    )


def change_logging(draw: st.DrawFn, state: State) -> State | None:
    """LOGGED to UNLOGGED or back, where no foreign key is in the way."""
    referred = {(key.ref_schema, key.ref_table) for table in state.physical.tables for key in table.foreign_keys}

    def is_alone(table: Table) -> bool:
        return table.partitioning is None and not table.foreign_keys and (table.schema, table.name) not in referred

    table = pick_any(draw, tables(state, is_alone))
    return None if table is None else with_tables(state, replace(table, unlogged=not table.unlogged))
