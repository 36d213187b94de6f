"""A feature that the PostgreSQL the schema is written for does not have yet."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.origin import Origin
from wesley.problems.problem import Code, Problem
from wesley.sdl.draft import Draft
from wesley.sdl.rule import Rule, Subject
from wesley.sql.newer_features import newer_features


def check(subject: Subject) -> Iterator[Problem]:
    """Compare every feature that is younger than PostgreSQL 12 with `postgres.version`."""
    version = subject.settings.postgres.version
    for needed, feature, way_out, origin in newer_features(subject.schema.physical):
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
    of_tables=True,
)
