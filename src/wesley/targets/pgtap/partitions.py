"""The partitioning of a table and its partitions."""

from __future__ import annotations

from wesley.ir.table import Partition, Table
from wesley.sql.text import qualified
from wesley.targets.pgtap.expected import scratch
from wesley.targets.pgtap.script import Line, invoke, test
from wesley.targets.pgtap.table import real


def partitioning(table: Table) -> list[Line]:
    """The key, the exact set of partitions, and the bound of each; nothing for a table without partitions."""
    if table.partitioning is None:
        return []
    key = "pg_temp.partition_key"
    says = f"{table.name} is partitioned by {table.partitioning.strategy}"
    lines = [test(says, "is", invoke(key, real(table)), invoke(key, scratch(table.name)))]
    if table.partitioning.partitions:
        names = [(partition.schema, partition.name) for partition in table.partitioning.partitions]
        wanted = tuple(".".join(name) for name in sorted(names))
        lines.append(
            test(f"{table.name} has exactly its partitions", "is", invoke("pg_temp.partitions", real(table)), wanted)
        )
    return lines + [_bound(partition) for partition in table.partitioning.partitions]


def _bound(partition: Partition) -> Line:
    bound = "pg_temp.partition_bound"
    found = invoke(bound, qualified(partition.schema, partition.name))
    return test(f"partition {partition.name} holds its rows", "is", found, invoke(bound, scratch(partition.name)))
