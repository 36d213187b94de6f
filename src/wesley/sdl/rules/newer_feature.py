"""A feature that the PostgreSQL the schema is written for does not have yet."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.origin import Origin
from wesley.ir.table import Table
from wesley.problems.problem import Code, Problem
from wesley.sdl.rule import Rule, Subject

Need = tuple[int, str, str, Origin]
"""The version that brought a feature, the feature, the way out, and where it is used."""


def check(subject: Subject) -> Iterator[Problem]:
    """Compare every feature that is younger than PostgreSQL 12 with `postgres.version`."""
    version = subject.settings.postgres.version
    for needed, feature, way_out, origin in _needs(subject):
        if needed > version:
            yield Problem(
                code=NEWER_FEATURE.code,
                message=f"{feature} came with PostgreSQL {needed}, and the schema is written for {version}",
                origin=origin,
                help=f"{way_out}, or set `postgres.version = {needed}` when no older server is left",
            )


def _needs(subject: Subject) -> Iterator[Need]:
    for view in subject.schema.physical.views:
        if view.security_invoker and not view.materialized:
            yield 15, "a view with `securityInvoker`", "say `@view(securityInvoker: false)`", view.origin
    for table in subject.schema.physical.tables:
        yield from _needs_of(table)


def _needs_of(table: Table) -> Iterator[Need]:
    for column in table.columns:
        if column.generated is not None and not column.generated.stored:
            yield 18, "a VIRTUAL generated column", "use `mode: STORED` or `mode: TRIGGER`", column.origin
        if column.compression is not None:
            yield 14, "`compression` of a column", "leave it out", column.origin
    for unique in table.uniques:
        if unique.nulls_not_distinct:
            yield 15, "NULLS NOT DISTINCT", "leave out `nullsNotDistinct`", unique.origin
    for index in table.indexes:
        if index.nulls_not_distinct:
            yield 15, "NULLS NOT DISTINCT", "leave out `nullsNotDistinct`", index.origin
        if index.include and index.method == "spgist":
            yield 14, "INCLUDE in an SP-GiST index", "leave out `include`", index.origin
    if table.partitioning is not None:
        yield from _needs_of_partitioned(table)
    for key in table.foreign_keys:
        if key.set_columns:
            yield 15, "ON DELETE SET with a list of columns", "say `tenantScoped: false`", key.origin


def _needs_of_partitioned(table: Table) -> Iterator[Need]:
    for exclusion in table.exclusions:
        yield 17, "an exclusion constraint on a partitioned table", "leave out @exclude or @partition", exclusion.origin
    for trigger in table.triggers:
        yield 13, "a trigger before rows of a partitioned table", "leave out @partition", trigger.origin


NEWER_FEATURE = Rule(
    Code(
        code="E601",
        name="newer-feature",
        summary="The schema uses a feature that its PostgreSQL does not have yet.",
        why="The outputs must load on `postgres.version` and everything newer (PostgreSQL release notes: column "
        "compression 14; NULLS NOT DISTINCT, security_invoker, column lists of ON DELETE SET 15; virtual columns 18).",
        bad="type Order @table {\n  id: ID! @primaryKey\n  net: Int!\n"
        '  gross: Int @computed(expr: "net * 2", mode: VIRTUAL)\n}',
        good='type Order @table {\n  id: ID! @primaryKey\n  net: Int!\n  gross: Int @computed(expr: "net * 2")\n}',
    ),
    check,
)
