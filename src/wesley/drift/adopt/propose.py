"""From a finding to the edits that could let the schema say the same. Whether they do, a trial tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from wesley.changes.grants import grouped, privileges
from wesley.changes.matching import structure
from wesley.drift.adopt import column, comment, enum, privilege, row_security, table, view
from wesley.drift.adopt.adoption import Edit
from wesley.drift.adopt.elements import ALL, elements
from wesley.drift.adopt.field import default_directive
from wesley.drift.adopt.place import at_end, directive_at, line_of, on_type, without
from wesley.drift.adopt.project import Project
from wesley.drift.finding import Finding, Kind, Subject
from wesley.ir.access import Grant
from wesley.ir.origin import Origin
from wesley.ir.table import Table
from wesley.ir.view import View
from wesley.sdl.language.outline import Span, TypeOutline

Edits = tuple[Edit, ...]


def proposals(project: Project, finding: Finding) -> tuple[Edits, ...]:
    """The edits to try for a finding, the best first; none where the schema language has no words for it."""
    subject = finding.subject
    if subject.kind in ALL:
        found = tuple(_element(project, finding))
    else:
        found = tuple(_PROPOSE.get(subject.kind, _nothing)(project, finding))
    return tuple(edits for edits in found if edits)


def _nothing(_project: Project, _finding: Finding) -> Iterator[Edits | None]:
    yield from ()


def _table(project: Project, subject: Subject) -> Table | None:
    return project.found.table(subject.schema, subject.table or subject.name)


def _definition(project: Project, subject: Subject) -> TypeOutline | None:
    known = project.object_of((subject.schema, subject.table or subject.name))
    return None if known is None else project.definition(known.name)


def _element(project: Project, finding: Finding) -> Iterator[Edits | None]:
    """Constraints, indexes and policies: a directive on the type, in place of the one that was written."""
    subject = finding.subject
    owner, definition = _table(project, subject), _definition(project, subject)
    if definition is None or owner is None:
        return
    old = () if finding.kind is Kind.EXTRA else _without_directive(project, finding.origin)
    if old is None:
        return
    if finding.kind is Kind.MISSING:
        yield old
        return
    one = _live(project, finding, owner)
    text = None if one is None else ALL[subject.kind][1](project, (owner.schema, owner.name), one)
    if text is not None:
        edits = (*old, on_type(definition, text))
        yield edits
        if subject.kind == "primary key":
            yield (*edits, *_stated_defaults(project, owner, one.columns))


def _stated_defaults(project: Project, owner: Table, columns: tuple[str, ...]) -> Iterator[Edit]:
    """The defaults that a key of one column has without a word, and one of several columns has not."""
    known = project.object_of((owner.schema, owner.name))
    for name in columns:
        its = owner.column(name)
        fields = () if known is None else project.fields((owner.schema, owner.name), (name,))
        found = project.part(known.name, fields[0]) if known is not None else None
        if its is None or its.default is None or found is None:
            continue
        if not any(one.name.endswith("default") for one in found[1].directives):
            yield _behind(found[0], found[1].span, found[1].name, default_directive(its.default.sql))


def _without_directive(project: Project, origin: Origin) -> Edits | None:
    found = directive_at(project, origin)
    if found is None:
        return None
    owner, one = found
    return (without(project, one.span, owner, Origin(one.span.file, one.line, one.column)),)


def _live(project: Project, finding: Finding, owner: Table) -> Any:
    """The element of the database: by its name, else by what the schema calls otherwise."""
    subject = finding.subject
    there = elements(owner, subject.kind)
    named = next((one for one in there if one.name == subject.name), None)
    if named is not None:
        return named
    written = project.schema.physical.table(owner.schema, owner.name)
    wanted = elements(written, subject.kind) if written is not None else ()
    shape = next((structure(one) for one in wanted if one.name == subject.name), None)
    names = {one.name for one in wanted}
    return next((one for one in there if one.name not in names and structure(one) == shape), None)


def _column(project: Project, finding: Finding) -> Iterator[Edits | None]:
    subject = finding.subject
    owner = _table(project, subject)
    if owner is None:
        return
    its = owner.column(subject.name)
    if finding.kind is Kind.MISSING:
        yield column.missing(project, (owner.schema, owner.name), subject.name)
    elif its is not None and finding.kind is Kind.EXTRA:
        new = (at_end(project, _new_enum(project, one)) for one in table.new_enums(project, (its,)))
        yield (*(column.added(project, owner, its) or ()), *new)
    elif its is not None and finding.differs != ("name",):
        yield column.different(project, owner, its, finding.differs)


def _whole_table(project: Project, finding: Finding) -> Iterator[Edits | None]:
    owner = _table(project, finding.subject)
    if finding.kind is Kind.MISSING:
        yield _without_type(project, finding.subject)
    elif finding.kind is Kind.EXTRA and owner is not None:
        new = (at_end(project, _new_enum(project, one)) for one in table.new_enums(project, owner.columns))
        yield (*new, at_end(project, table.written(project, owner)))


def _new_enum(project: Project, one: Any) -> str:
    name = project.enum_name((one.schema, one.name)).name
    return enum.written(name, one, table.own_place(project, one.schema))


def _without_type(project: Project, subject: Subject) -> Edits | None:
    known = project.object_of((subject.schema, subject.name))
    if known is None:
        return None
    parts = [one for one in project.outlines if one.name == known.name]
    return tuple(without(project, one.span, f"type {one.name}", line_of(one)) for one in parts)


def _view(project: Project, finding: Finding) -> Iterator[Edits | None]:
    subject = finding.subject
    one = _the_view(project, subject)
    definition = _definition(project, subject)
    if finding.kind is Kind.MISSING:
        yield _without_type(project, subject)
    elif finding.kind is Kind.EXTRA and one is not None:
        yield (at_end(project, view.written(project, one)),)
    elif one is not None and definition is not None:
        spans = [each for each in definition.directives if each.name.rpartition("_")[2] == "view"]
        old = [without(project, each.span, f"type {definition.name}", line_of(definition)) for each in spans]
        yield (*old, on_type(definition, view.head(project, one)))


def _the_view(project: Project, subject: Subject) -> View | None:
    key = (subject.schema, subject.table or subject.name)
    return next((one for one in project.found.views if (one.schema, one.name) == key), None)


def _value(project: Project, finding: Finding) -> Iterator[Edits | None]:
    subject = finding.subject
    written = (*project.found.enums, *project.schema.physical.enums)
    one = next((each for each in written if (each.schema, each.name) == (subject.schema, subject.table)), None)
    if one is not None and finding.kind is Kind.EXTRA:
        yield enum.add_value(project, one, subject.name)
    elif one is not None and finding.kind is Kind.MISSING:
        yield enum.remove_value(project, one, subject.name)


def _enum(project: Project, finding: Finding) -> Iterator[Edits | None]:
    key = (finding.subject.schema, finding.subject.name)
    one = next((each for each in project.found.enums if (each.schema, each.name) == key), None)
    if one is not None and finding.differs == ("order",):
        yield tuple(enum.reorder(project, one))


def _comment(project: Project, finding: Finding) -> Iterator[Edits | None]:
    subject = finding.subject
    known = project.object_of((subject.schema, subject.table or subject.name))
    if known is not None:
        field = None if subject.table is None else project.field_name(known.relation or ("", ""), subject.name).name
        yield comment.described(project, known.name, field, _comment_of(project, subject))
        return
    values = project.enum_of((subject.schema, subject.name))
    if values is not None:
        yield comment.described(project, values.name, None, _comment_of(project, subject))


def _comment_of(project: Project, subject: Subject) -> str | None:
    """The comment in the database."""
    owner = _table(project, subject) or _the_view(project, subject)
    if owner is None:
        key = (subject.schema, subject.name)
        return next((one.comment for one in project.found.enums if (one.schema, one.name) == key), None)
    if subject.table is None:
        return owner.comment
    return next((one.comment for one in owner.columns if one.name == subject.name), None)


def _privilege(project: Project, finding: Finding) -> Iterator[Edits | None]:
    subject = finding.subject
    definition = _definition(project, subject)
    if definition is None:
        return
    if finding.kind is Kind.MISSING:
        yield _without_directive(project, finding.origin)
        return
    edits = [_grant(project, subject, definition, one) for one in _extra_grants(project, subject)]
    if all(one is not None for one in edits):
        yield tuple(edit for one in edits if one is not None for edit in one)


def _extra_grants(project: Project, subject: Subject) -> tuple[Grant, ...]:
    """What a role may do in the database and not in the schema."""
    key = (subject.schema, subject.table or "")
    written = project.schema.physical.table(*key) or _find(project.schema.physical.views, key)
    there = project.found.table(*key) or _find(project.found.views, key)
    if there is None or written is None:
        return ()
    return tuple(
        one for one in grouped(privileges(there.grants) - privileges(written.grants)) if one.role == subject.name
    )


def _find(views: tuple[View, ...], key: tuple[str, str]) -> View | None:
    return next((one for one in views if (one.schema, one.name) == key), None)


def _grant(project: Project, subject: Subject, definition: TypeOutline, grant: Grant) -> Edits | None:
    text = privilege.written(grant)
    if text is None:
        return None
    if not grant.columns:
        return (on_type(definition, text),)
    relation = (subject.schema, subject.table or "")
    parts = [project.part(definition.name, name) for name in project.fields(relation, grant.columns)]
    return tuple(_behind(found[0], found[1].span, found[1].name, text) for found in parts if found is not None)


def _behind(owner: TypeOutline, span: Span, name: str, text: str) -> Edit:
    where = f"field {owner.name}.{name}"
    return Edit(file=span.file, start=span.end, end=span.end, text=f" {text}", where=where, origin=line_of(owner))


def _row_security(project: Project, finding: Finding) -> Iterator[Edits | None]:
    definition, owner = _definition(project, finding.subject), _table(project, finding.subject)
    if definition is not None and owner is not None:
        yield row_security.written(project, definition, owner)


_PROPOSE: dict[str, Callable[[Project, Finding], Iterator[Edits | None]]] = {
    "column": _column,
    "table": _whole_table,
    "view": _view,
    "materialized view": _view,
    "enum value": _value,
    "enum": _enum,
    "comment": _comment,
    "privilege": _privilege,
    "row security": _row_security,
}
