"""`@partition`: a table in parts."""

from __future__ import annotations

from wesley.ir.index import IndexKey
from wesley.ir.table import Partition, Partitioning, PartitionStrategy
from wesley.sdl.directive import Directive, Location, Parameter
from wesley.sdl.draft import Site, TableDraft
from wesley.sdl.lookup import columns_of
from wesley.sdl.names import default_name
from wesley.sdl.rules.directive_argument import DIRECTIVE_ARGUMENT
from wesley.sdl.use import Use


def apply(site: Site, use: Use) -> None:
    """Partition the table, with one partition that takes every row, so that rows can be stored at once."""
    columns = columns_of(site.draft, site.table, use.items("columns"))
    strategy = PartitionStrategy(str(use.text("by")))
    if columns is None:
        return
    if not columns or (strategy is PartitionStrategy.LIST and len(columns) != 1):
        wanted = "exactly one column" if strategy is PartitionStrategy.LIST else "at least one column"
        message = f"a table is partitioned by {strategy} of {wanted}"
        site.draft.report(DIRECTIVE_ARGUMENT.code, message, use.origin_of("columns"))
        return
    site.table.partitioning = Partitioning(
        strategy=strategy,
        keys=tuple(IndexKey(column=column.name) for column in columns),
        partitions=(_partition(site.table, strategy, use),),
        origin=use.origin,
    )


def _partition(table: TableDraft, strategy: PartitionStrategy, use: Use) -> Partition:
    if strategy is PartitionStrategy.HASH:
        # A table that is partitioned by hash has no default partition (manual, CREATE TABLE).
        bound, suffix = "FOR VALUES WITH (modulus 1, remainder 0)", "p0"
    else:
        bound, suffix = "DEFAULT", "default"
    name = default_name(table.name, suffix=suffix)
    return Partition(schema=table.schema, name=name, bound=bound, origin=use.origin)


PARTITION = Directive(
    name="partition",
    description="The table is partitioned. It begins with one partition for all rows (`events_default`, for HASH "
    "`events_p0`); further ones are made in SQL or by pg_partman.",
    locations=(Location.OBJECT,),
    parameters=(
        Parameter(name="by", type="PartitionStrategy!", description="How rows are told apart."),
        Parameter(
            name="columns",
            type="[String!]!",
            description="Fields of the partition key; every primary key and unique constraint includes them.",
        ),
    ),
    apply=apply,
    example='type Event @table @partition(by: RANGE, columns: ["at"]) @primaryKey(columns: ["id", "at"]) {\n'
    "  id: ID!\n  at: DateTime!\n}",
)
