"""A primary key as `@primaryKey`."""

from __future__ import annotations

from wesley.drift.adopt.project import Project, Relation
from wesley.drift.adopt.words import directive
from wesley.ir.constraint import PrimaryKey
from wesley.sdl.names import default_name


def written(project: Project, relation: Relation, key: PrimaryKey) -> str:
    """The directive on the type."""
    own = key.name != default_name(relation[1], suffix="pkey")
    return directive("primaryKey", columns=project.fields(relation, key.columns), name=key.name if own else None)
