"""What stands on a column of a table, as far as the schema tells for sure."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.mentions import index_names_any, key_names_any, names_any, policy_names_any, trigger_names_any
from wesley.ir.schema import Physical
from wesley.ir.table import Table


def column_users(physical: Physical, table: Table, column: str) -> tuple[str, ...]:
    """What would go with the column unsaid, or make PostgreSQL refuse to drop it, in words.

    Views are left out: their queries do not tell for sure, and PostgreSQL refuses to drop a column that one reads.
    """
    return (*_keys(table, column), *_rules(table, column), *_references(physical, table, column))


def _keys(table: Table, column: str) -> Iterator[str]:
    if table.primary_key is not None and column in (*table.primary_key.columns, *table.primary_key.include):
        yield f"primary key {table.primary_key.name}"
    for unique in table.uniques:
        if column in (*unique.columns, *unique.include):
            yield f"unique {unique.name}"
    for exclusion in table.exclusions:
        keys = (element.key for element in exclusion.elements)
        if key_names_any(keys, (column,)) or names_any(exclusion.where, (column,)):
            yield f"exclusion {exclusion.name}"
    for index in table.indexes:
        if index_names_any(index, (column,)):
            yield f"index {index.name}"


def _rules(table: Table, column: str) -> Iterator[str]:
    for check in table.checks:
        if names_any(check.expression, (column,)):
            yield f"check {check.name}"
    for key in table.foreign_keys:
        if column in key.columns:
            yield f"foreign key {key.name}"
    for policy in table.policies:
        if policy_names_any(policy, (column,)):
            yield f"policy {policy.name}"
    for trigger in table.triggers:
        if trigger_names_any(trigger, (column,)):
            yield f"trigger {trigger.name}"
    for other in table.columns:
        if other.generated is not None and other.name != column and names_any(other.generated.expression, (column,)):
            yield f"generated column {other.name}"
    if table.partitioning is not None and key_names_any(table.partitioning.keys, (column,)):
        yield "the partition key"


def _references(physical: Physical, table: Table, column: str) -> Iterator[str]:
    place = (table.schema, table.name)
    for other in physical.referring(*place):
        for key in other.foreign_keys:
            if (key.ref_schema, key.ref_table) == place and column in key.ref_columns:
                yield f"foreign key {key.name} of {other.schema}.{other.name}"
