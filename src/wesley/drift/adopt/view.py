"""A view as a type."""

from __future__ import annotations

from wesley.drift.adopt.field import field_text
from wesley.drift.adopt.privilege import written as grant_written
from wesley.drift.adopt.project import Project
from wesley.drift.adopt.table import own_place
from wesley.drift.adopt.words import directive, string
from wesley.ir.table import Table
from wesley.ir.view import View


def written(project: Project, view: View) -> str:
    """The whole type of a view that only the database has."""
    relation = (view.schema, view.name)
    name = project.type_name(relation)
    bare = Table(schema=view.schema, name=view.name, columns=view.columns)
    fields = [field_text(project, relation, column, bare) for column in view.columns]
    body = "\n".join(f"  {line}" for field in fields for line in field.splitlines())
    described = f"{string(view.comment)}\n" if view.comment is not None else ""
    grants = (grant_written(grant) for grant in view.grants if not grant.columns)
    heads = "\n  ".join((head(project, view), *filter(None, grants)))
    return f"{described}type {name.name} {heads} {{\n{body}\n}}"


def head(project: Project, view: View) -> str:
    """`@view` of a view."""
    relation = (view.schema, view.name)
    known = project.object_of(relation)
    name = project.type_name(relation)
    states_name = name.is_own or (known is not None and _differs(project, known.name, view.name))
    return directive(
        "view",
        sql=view.query.sql,
        name=view.name if states_name else None,
        schema=own_place(project, view.schema),
        materialized=view.materialized or None,
        securityInvoker=None if view.security_invoker or view.materialized else False,
    )


def _differs(project: Project, type_name: str, name: str) -> bool:
    from wesley.sdl.names import table_name

    return table_name(type_name, project.settings.naming) != name
