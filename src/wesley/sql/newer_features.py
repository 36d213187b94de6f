"""What of tables and views came to PostgreSQL after version 12."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wesley.ir.column import Column
from wesley.ir.index import Index
from wesley.ir.origin import Origin
from wesley.ir.routine import TriggerTiming
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.indexed_keys import indexed_keys
from wesley.sql.newer_names import COLLATIONS, TYPES, default_class_version, operator_class_version
from wesley.sql.type_name import base_type, is_array

Need = tuple[int, str, str, Origin]
"""The version that brought a feature, the feature, the way out, and where it is used."""


def newer_features(physical: Physical) -> Iterator[Need]:
    """What of tables and views is younger than PostgreSQL 12, but for what their expressions say.

    Args:
        physical: the schema.
    """
    for view in physical.views:
        if view.security_invoker and not view.materialized:
            yield 15, "a view with `securityInvoker`", "say `@view(securityInvoker: false)`", view.origin
        for column in view.columns:
            yield from _needs_of_type(column)
    for table in physical.tables:
        yield from _needs_of(table)
        yield from _needs_of_classes(table)


def _needs_of(table: Table) -> Iterator[Need]:
    for column in table.columns:
        yield from _needs_of_type(column)
        if column.generated is not None and not column.generated.stored:
            yield 18, "a VIRTUAL generated column", "use `mode: STORED` or `mode: TRIGGER`", column.origin
        if column.compression is not None:
            yield 14, "`compression` of a column", "leave it out", column.origin
        if not column.not_null_valid:
            yield 18, "NOT NULL that is not valid", "validate it", column.origin
    for unique in table.uniques:
        if unique.nulls_not_distinct:
            yield 15, "NULLS NOT DISTINCT", "leave out `nullsNotDistinct`", unique.origin
    for index in table.indexes:
        yield from _needs_of_index(index)
    if table.partitioning is not None:
        yield from _needs_of_partitioned(table)
    for key in table.foreign_keys:
        if key.set_columns:
            yield 15, "ON DELETE SET with a list of columns", "say `tenantScoped: false`", key.origin


def _needs_of_index(index: Index) -> Iterator[Need]:
    if index.nulls_not_distinct:
        yield 15, "NULLS NOT DISTINCT", "leave out `nullsNotDistinct`", index.origin
    if index.include and index.method == "spgist":
        yield 14, "INCLUDE in an SP-GiST index", "leave out `include`", index.origin
    if any(name == "deduplicate_items" for name, _ in index.parameters):
        yield 13, "the storage parameter `deduplicate_items`", "leave it out", index.origin


def _needs_of_type(column: Column) -> Iterator[Need]:
    schema, name = base_type(column.type)
    if schema is None and name in TYPES:
        yield TYPES[name], f"the type `{name}`", "choose another type", column.origin
    numeric = _NUMERIC.match(column.type)
    if numeric and not 0 <= int(numeric[2]) <= int(numeric[1]):
        way_out = "choose a scale from 0 to the precision"
        yield 15, f"the type `{numeric[0]}`, whose scale is not within its precision,", way_out, column.origin
    if column.collation in COLLATIONS:
        yield COLLATIONS[column.collation], f"the collation `{column.collation}`", "choose another", column.origin


def _needs_of_classes(table: Table) -> Iterator[Need]:
    types = {column.name: column.type for column in table.columns}
    for method, keys, origin in indexed_keys(table):
        for key in keys:
            if key.opclass is not None:
                feature = f"the operator class `{key.opclass}`"
                yield operator_class_version(method, key.opclass), feature, "choose another", origin
            elif key.column in types and not is_array(types[key.column]):
                base = base_type(types[key.column])[1]
                feature = f"a {method} index on {base}"
                yield default_class_version(method, base), feature, "choose another method", origin


def _needs_of_partitioned(table: Table) -> Iterator[Need]:
    for exclusion in table.exclusions:
        yield 17, "an exclusion constraint on a partitioned table", "leave out @exclude or @partition", exclusion.origin
    for trigger in table.triggers:
        if trigger.timing is not TriggerTiming.BEFORE or not trigger.each_row:
            continue
        yield 13, "a trigger before rows of a partitioned table", "leave out @partition", trigger.origin


_NUMERIC = re.compile(r"numeric\((\d+),(-?\d+)\)")
