"""An exclusion constraint as `@exclude`."""

from __future__ import annotations

from wesley.drift.adopt.project import Project, Relation
from wesley.drift.adopt.words import directive
from wesley.ir.constraint import Deferrable, Exclusion, ExclusionElement


def written(project: Project, relation: Relation, exclusion: Exclusion) -> str | None:
    """The directive on the type; None for one that is checked later, which it cannot say."""
    if exclusion.deferrable is not Deferrable.NO:
        return None
    return directive(
        "exclude",
        elements=tuple(_element(project, relation, one) for one in exclusion.elements),
        using=exclusion.method if exclusion.method != "gist" else None,
        where=exclusion.where.sql if exclusion.where is not None else None,
        name=exclusion.name,
    )


def _element(project: Project, relation: Relation, element: ExclusionElement) -> str:
    key = element.key
    what = key.expression.sql if key.expression is not None else project.field_name(relation, key.column or "").name
    words = [what, *([key.opclass] if key.opclass is not None else []), "WITH", element.operator]
    return " ".join(words)
