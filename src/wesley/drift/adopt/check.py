"""A check constraint as `@check`."""

from __future__ import annotations

from wesley.drift.adopt.project import Project, Relation
from wesley.drift.adopt.words import directive
from wesley.ir.constraint import Check


def written(_project: Project, _relation: Relation, check: Check) -> str:
    """The directive on the type; its expression speaks of names of the database."""
    return directive("check", expr=check.expression.sql, name=check.name)
