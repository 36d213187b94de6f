"""A feature that the PostgreSQL the schema is written for does not have yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wesley.ir.column import Column
from wesley.ir.index import Index
from wesley.ir.origin import Origin
from wesley.ir.table import Table
from wesley.problems.problem import Code, Problem
from wesley.sdl.draft import Draft
from wesley.sdl.rule import Rule, Subject
from wesley.sdl.rules.operator_class import indexed_keys
from wesley.sql.newer_names import COLLATIONS, TYPES, default_class_version, operator_class_version
from wesley.sql.type_name import base_type, is_array

Need = tuple[int, str, str, Origin]
"""The version that brought a feature, the feature, the way out, and where it is used."""


def check(subject: Subject) -> Iterator[Problem]:
    """Compare every feature that is younger than PostgreSQL 12 with `postgres.version`."""
    version = subject.settings.postgres.version
    for needed, feature, way_out, origin in _needs(subject):
        if needed > version:
            yield _problem(version, needed, feature, way_out, origin)


def report_newer(draft: Draft, needed: int, feature: str, way_out: str, origin: Origin) -> None:
    """Report a part of an expression, if it is younger than `postgres.version`.

    Args:
        draft: the schema.
        needed: the version that brought it.
        feature: what it is.
        way_out: what to do without it.
        origin: where it is used.
    """
    version = draft.settings.postgres.version
    if needed > version:
        draft.problems.append(_problem(version, needed, feature, way_out, origin))


def _problem(version: int, needed: int, feature: str, way_out: str, origin: Origin) -> Problem:
    return Problem(
        code=NEWER_FEATURE.code,
        message=f"{feature} came with PostgreSQL {needed}, and the schema is written for {version}",
        origin=origin,
        help=f"{way_out}, or set `postgres.version = {needed}` when no older server is left",
    )


def _needs(subject: Subject) -> Iterator[Need]:
    for view in subject.schema.physical.views:
        if view.security_invoker and not view.materialized:
            yield 15, "a view with `securityInvoker`", "say `@view(securityInvoker: false)`", view.origin
        for column in view.columns:
            yield from _needs_of_type(column)
    for table in subject.schema.physical.tables:
        yield from _needs_of(table)
        yield from _needs_of_classes(table)


def _needs_of(table: Table) -> Iterator[Need]:
    for column in table.columns:
        yield from _needs_of_type(column)
        if column.generated is not None and not column.generated.stored:
            yield 18, "a VIRTUAL generated column", "use `mode: STORED` or `mode: TRIGGER`", column.origin
        if column.compression is not None:
            yield 14, "`compression` of a column", "leave it out", column.origin
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
        yield 13, "a trigger before rows of a partitioned table", "leave out @partition", trigger.origin


_NUMERIC = re.compile(r"numeric\((\d+),(-?\d+)\)")

NEWER_FEATURE = Rule(
    Code(
        code="E601",
        name="newer-feature",
        summary="The schema uses a feature that its PostgreSQL does not have yet.",
        why="The outputs must load on `postgres.version` and everything newer (PostgreSQL release notes: column "
        "compression 14; NULLS NOT DISTINCT, security_invoker, column lists of ON DELETE SET 15; virtual columns 18; "
        "functions and types: the catalogs of each version).",
        bad="type Order @table {\n  id: ID! @primaryKey\n  net: Int!\n"
        '  gross: Int @computed(expr: "net * 2", mode: VIRTUAL)\n}',
        good='type Order @table {\n  id: ID! @primaryKey\n  net: Int!\n  gross: Int @computed(expr: "net * 2")\n}',
    ),
    check,
)
