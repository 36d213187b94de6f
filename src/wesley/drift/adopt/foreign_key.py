"""A foreign key as `@foreignKey`."""

from __future__ import annotations

from wesley.drift.adopt.project import Project, Relation
from wesley.drift.adopt.words import Word, directive
from wesley.ir.constraint import Deferrable, ForeignKey, ReferentialAction
from wesley.sdl.names import default_name


def written(project: Project, relation: Relation, key: ForeignKey) -> str | None:
    """The directive on the type, None for what it cannot say: MATCH FULL, SET NULL of some of the columns.

    It asks for no index: one that is there has a directive of its own.
    """
    if key.match_full or key.set_columns:
        return None
    target = (key.ref_schema, key.ref_table)
    own = key.name != default_name(relation[1], *key.columns, suffix="fkey")
    return directive(
        "foreignKey",
        columns=project.fields(relation, key.columns),
        to=project.type_name(target).name,
        references=project.fields(target, key.ref_columns),
        onDelete=_action(key.on_delete),
        onUpdate=_action(key.on_update),
        deferrable=None if key.deferrable is Deferrable.NO else Word(key.deferrable.value),
        name=key.name if own else None,
        index=False,
        tenantScoped=False if _of_tenants(project, relation) else None,
    )


def _action(action: ReferentialAction) -> Word | None:
    return None if action is ReferentialAction.NO_ACTION else Word(action.value)


def _of_tenants(project: Project, relation: Relation) -> bool:
    known = project.object_of(relation)
    return known is not None and known.tenant is not None
