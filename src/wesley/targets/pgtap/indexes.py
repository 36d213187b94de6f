"""The indexes of a table: exactly these, each as the server prints the expected one."""

from __future__ import annotations

from wesley.ir.index import Index
from wesley.ir.table import Table
from wesley.targets.pgtap.expected import index_ddl
from wesley.targets.pgtap.script import Line, invoke, test
from wesley.targets.pgtap.table import real, same


def indexes(table: Table) -> list[Line]:
    """Names of all indexes, those of constraints too; of the others method, keys, order, predicate and the rest."""
    found = invoke("pg_temp.indexes", real(table))
    lines = [test(f"{table.name} has exactly its indexes", "is", found, _names(table))]
    for index in table.indexes:
        lines += _index(table, index)
    return lines


def _index(table: Table, index: Index) -> list[Line]:
    says = f"index {index.name} is the expected one"
    lines = [
        test(f"the expected form of index {index.name} can be built", "lives_ok", index_ddl(table, index)),
        same(table, "index_definition", index.name, says),
    ]
    if index.comment is not None:
        found = invoke("pg_temp.index_comment", real(table), index.name)
        lines.append(test(f"index {index.name} has its comment", "is", found, index.comment))
    return lines


def _names(table: Table) -> tuple[str, ...]:
    keys = (table.primary_key,) if table.primary_key else ()
    return tuple(sorted(index.name for index in (*keys, *table.uniques, *table.exclusions, *table.indexes)))
