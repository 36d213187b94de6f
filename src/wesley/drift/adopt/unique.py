"""A unique constraint as `@unique`."""

from __future__ import annotations

from wesley.drift.adopt.project import Project, Relation
from wesley.drift.adopt.words import Word, directive
from wesley.ir.constraint import Deferrable, Unique
from wesley.sdl.names import default_name


def written(project: Project, relation: Relation, unique: Unique) -> str:
    """The directive on the type."""
    own = unique.name != default_name(relation[1], *unique.columns, suffix="key")
    return directive(
        "unique",
        columns=project.fields(relation, unique.columns),
        nullsNotDistinct=unique.nulls_not_distinct or None,
        deferrable=None if unique.deferrable is Deferrable.NO else Word(unique.deferrable.value),
        name=unique.name if own else None,
    )
