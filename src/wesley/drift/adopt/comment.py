"""A comment as the description of a type, a field or an enum."""

from __future__ import annotations

from wesley.drift.adopt.adoption import Edit
from wesley.drift.adopt.place import instead, line_of
from wesley.drift.adopt.project import Project
from wesley.drift.adopt.words import string
from wesley.ir.origin import Origin
from wesley.sdl.language.outline import Part, Span, TypeOutline


def described(project: Project, type_name: str, field: str | None, text: str | None) -> tuple[Edit, ...] | None:
    """A description put before a type or a field, changed or taken away.

    Args:
        project: the schema.
        type_name: name of the type.
        field: name of the field; None for the type itself.
        text: the comment of the database; None for none.
    """
    if field is None:
        definition = project.definition(type_name)
        return None if definition is None else (_edit(project, definition, definition, type_name, text),)
    found = project.part(type_name, field)
    return None if found is None else (_edit(project, found[0], found[1], f"{type_name}.{field}", text),)


def _edit(project: Project, owner: TypeOutline, node: TypeOutline | Part, name: str, text: str | None) -> Edit:
    where, origin = f"the description of {name}", line_of(owner)
    if node.description is None:
        return _put(project, node.span, string(text or ""), where, origin)
    if text is None:
        whole = Span(node.description.file, node.description.start, node.head)
        return instead(project, whole, "", where, origin)
    return instead(project, node.description, string(text), where, origin)


def _put(project: Project, span: Span, text: str, where: str, origin: Origin) -> Edit:
    """Before the node, on a line of its own as far in as the node is, where that begins a line."""
    line_start = project.texts[span.file].rfind("\n", 0, span.start) + 1
    indent = project.texts[span.file][line_start : span.start]
    gap = f"\n{indent}" if not indent.strip() else " "
    return Edit(file=span.file, start=span.start, end=span.start, text=f"{text}{gap}", where=where, origin=origin)
