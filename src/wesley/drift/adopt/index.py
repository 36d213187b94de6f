"""An index as `@index`."""

from __future__ import annotations

from wesley.drift.adopt.project import Project, Relation
from wesley.drift.adopt.words import directive
from wesley.ir.index import Index, IndexKey
from wesley.sdl.names import default_name


def written(project: Project, relation: Relation, index: Index) -> str | None:
    """The directive on the type; None for what it cannot say."""
    columns = index.leading_columns()
    expressions = [key.expression for key in index.keys[len(columns) :]]
    if not index.valid or len(expressions) > 1 or (expressions and expressions[0] is None):
        return None
    own = index.name != default_name(relation[1], *columns, *index.include, suffix="idx") or bool(expressions)
    return directive(
        "index",
        columns=project.fields(relation, columns),
        expr=expressions[0].sql if expressions and expressions[0] is not None else None,
        using=index.method if index.method != "btree" else None,
        order=tuple(filter(None, (_order(project, relation, key) for key in index.keys))),
        opclass=_classes(project, relation, index.keys),
        where=index.where.sql if index.where is not None else None,
        include=project.fields(relation, index.include),
        unique=index.unique or None,
        **{"with": ", ".join(f"{name}={value}" for name, value in index.parameters) or None},
        name=index.name if own else None,
    )


def _order(project: Project, relation: Relation, key: IndexKey) -> str:
    """A key that is not in the usual order."""
    if key.column is None or not (key.descending or key.nulls_first is not None):
        return ""
    words = [project.field_name(relation, key.column).name, *(["DESC"] if key.descending else [])]
    words += [] if key.nulls_first is None else [f"NULLS {'FIRST' if key.nulls_first else 'LAST'}"]
    return " ".join(words)


def _classes(project: Project, relation: Relation, keys: tuple[IndexKey, ...]) -> str | None:
    """Operator classes: one alone for all keys, else each behind its field."""
    classes = {key.opclass for key in keys}
    if len(classes) == 1:
        return next(iter(classes))
    named = ((key.column, key.opclass) for key in keys if key.opclass is not None)
    words = [f"{project.field_name(relation, column or '').name} {opclass}" for column, opclass in named]
    return ", ".join(words) or None
