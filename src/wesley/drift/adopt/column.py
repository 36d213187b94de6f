"""A column that is extra, missing or different, as edits of its field."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.drift.adopt.adoption import Edit
from wesley.drift.adopt.field import column_directive, field_text, written
from wesley.drift.adopt.place import instead, into_type, line_of, without
from wesley.drift.adopt.project import Named, Project, Relation
from wesley.ir.column import Column
from wesley.ir.table import Table
from wesley.sdl.language.outline import DirectiveSpan, Part, TypeOutline

_PREFIXES = ("wesley_", "wes_")
_STATES = {
    "default": ("default", "createdAt"),
    "identity": ("identity",),
    "generated": ("computed",),
}
"""The directives that say a property of a column."""

_OF_TYPE = frozenset(("type", "collation", "compression"))


def added(project: Project, table: Table, column: Column) -> tuple[Edit, ...] | None:
    """A field for a column that only the database has."""
    relation = (table.schema, table.name)
    definition = project.definition(project.type_name(relation).name)
    if definition is None:
        return None
    return (into_type(project, definition, field_text(project, relation, column, table)),)


def missing(project: Project, relation: Relation, column: str) -> tuple[Edit, ...] | None:
    """The field taken out."""
    found = _place(project, relation, column)
    if found is None:
        return None
    owner, part = found
    return (without(project, part.span, f"type {owner.name}", line_of(owner)),)


def different(project: Project, table: Table, column: Column, differs: tuple[str, ...]) -> tuple[Edit, ...] | None:
    """The field with what differs as the database has it, everything else as it was."""
    relation = (table.schema, table.name)
    found = _place(project, relation, column.name)
    if found is None:
        return None
    return tuple(_edits(project, table, column, set(differs), found))


def _place(project: Project, relation: Relation, column: str) -> tuple[TypeOutline, Part] | None:
    known = project.object_of(relation)
    return None if known is None else project.part(known.name, project.field_name(relation, column).name)


def _edits(
    project: Project, table: Table, column: Column, differs: set[str], place: tuple[TypeOutline, Part]
) -> Iterator[Edit]:
    owner, part = place
    where = f"field {owner.name}.{part.name}"
    its = written(project, column, table)
    stated: list[str] = []
    if differs & _OF_TYPE:
        name = Named(part.name, is_own=_states_name(project, part))
        stated += filter(None, (column_directive(name, column, its.sql_type),))
        yield from _without(project, owner, part, ("column",), where)
    if part.type is not None and ("type" in differs or "nullable" in differs):
        text = its.type if "type" in differs else _required(project, part, column)
        edit = instead(project, part.type, text, where, line_of(owner))
        yield from (edit,) if edit.removed != edit.text else ()
    for word, names in _STATES.items():
        if word in differs:
            yield from _without(project, owner, part, names, where)
    if differs & _STATES.keys():
        stated += its.directives
    if stated:
        at = part.span.end
        text = " " + " ".join(stated)
        yield Edit(file=part.span.file, start=at, end=at, text=text, where=where, origin=line_of(owner))


def _required(project: Project, part: Part, column: Column) -> str:
    """The type as it was written, with `!` or without it."""
    span = part.type or part.span
    text = project.texts[span.file][span.start : span.end].rstrip("! \t")
    return text if column.nullable else f"{text}!"


def _states_name(project: Project, part: Part) -> bool:
    """True when `@column` gives the field another name in the database."""
    texts = (project.texts[one.span.file][one.span.start : one.span.end] for one in _named(part, ("column",)))
    return any("name" in text for text in texts)


def _named(part: Part, names: tuple[str, ...]) -> Iterator[DirectiveSpan]:
    for one in part.directives:
        bare = next((one.name.removeprefix(prefix) for prefix in _PREFIXES if one.name.startswith(prefix)), one.name)
        if bare in names:
            yield one


def _without(project: Project, owner: TypeOutline, part: Part, names: tuple[str, ...], where: str) -> Iterator[Edit]:
    for one in _named(part, names):
        yield without(project, one.span, where, line_of(owner))
