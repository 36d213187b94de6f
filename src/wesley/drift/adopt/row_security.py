"""Row-level security that is on or off, and whether the owner is subject to it, as `@rls`."""

from __future__ import annotations

import re

from wesley.drift.adopt.adoption import Edit
from wesley.drift.adopt.place import instead, line_of, on_type, without
from wesley.drift.adopt.project import Project
from wesley.drift.adopt.words import directive
from wesley.ir.table import Table
from wesley.sdl.language.outline import DirectiveSpan, TypeOutline

_FORCE = re.compile(r"\bforce\s*:\s*(true|false)\b")


def written(project: Project, definition: TypeOutline, table: Table) -> tuple[Edit, ...] | None:
    """The edits of a type; None for what SDL cannot say: policies without row-level security, FORCE without it.

    Args:
        project: the schema.
        definition: the type.
        table: the table as the database has it.
    """
    rls = [one for one in definition.directives if one.name.rpartition("_")[2] == "rls"]
    if not table.row_security:
        is_sayable = rls and not table.policies and not table.force_row_security
        return tuple(_without(project, definition, one) for one in rls) if is_sayable else None
    force = None if table.force_row_security else False
    stated = tuple(edit for one in rls for edit in _stated(project, definition, one, force=table.force_row_security))
    return stated or (on_type(definition, directive("rls", force=force)),)


def _without(project: Project, definition: TypeOutline, one: DirectiveSpan) -> Edit:
    return without(project, one.span, f"type {definition.name}", line_of(definition))


def _stated(project: Project, definition: TypeOutline, one: DirectiveSpan, *, force: bool) -> tuple[Edit, ...]:
    """The `force:` of a directive as it is in the database, where one states it."""
    text = project.texts[one.span.file][one.span.start : one.span.end]
    changed = _FORCE.sub(f"force: {str(force).lower()}", text, count=1)
    if changed == text:
        return ()
    return (instead(project, one.span, changed, f"type {definition.name}", line_of(definition)),)
