"""What `@ignore` leaves out must not be spoken of by what stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wesley.ir.api import TypeRef
from wesley.ir.origin import Origin
from wesley.problems.problem import Related
from wesley.sdl.draft import Draft
from wesley.sdl.language.document import FieldDefinition, TypeDefinition
from wesley.sdl.rules.ignored_reference import IGNORED_REFERENCE

Mention = tuple[str, str, Origin]
"""A sentence's beginning, the type that is mentioned, and where."""


def visible_types(draft: Draft) -> list[TypeDefinition]:
    """The types that are not left out, in the order of the sources."""
    return [definition for definition in draft.document.types if definition.name not in draft.ignored_types]


def visible_fields(draft: Draft, definition: TypeDefinition) -> Sequence[FieldDefinition]:
    """The fields that are not left out."""
    ignored = {name for name, facts in draft.facts_of(definition.name).items() if facts.ignored}
    return [field for field in definition.fields if field.name not in ignored] if ignored else definition.fields


def report_ignored_references(draft: Draft) -> None:
    """Report every mention of an ignored type or field."""
    for definition in visible_types(draft):
        if draft.ignored_types:
            for beginning, name, origin in _mentions(draft, definition):
                if name in draft.ignored_types:
                    _report(draft, f"{beginning} `{name}`, which is left out by @ignore", origin, draft.types[name])
        _report_missing_fields(draft, definition)


def _report(draft: Draft, message: str, origin: Origin, ignored: TypeDefinition) -> None:
    related = (Related("it is left out here", ignored.origin),)
    hint = "leave this out with @ignore too, or take the other @ignore away"
    draft.report(IGNORED_REFERENCE.code, message, origin, hint, related)


def _mentions(draft: Draft, definition: TypeDefinition) -> Iterator[Mention]:
    for field in visible_fields(draft, definition):
        yield _mention(f"{definition.name}.{field.name}", field.type, field.type_origin)
        for argument in field.arguments:
            yield _mention(f"{definition.name}.{field.name}({argument.name}:)", argument.type, argument.origin)
    for entry in definition.inputs:
        yield _mention(f"{definition.name}.{entry.name}", entry.type, entry.origin)
    for member in definition.members:
        yield f"the union `{definition.name}` has the member", member, definition.origin


def _mention(subject: str, type_ref: TypeRef, origin: Origin) -> Mention:
    return f"`{subject}` leads to", type_ref.name, origin


def _report_missing_fields(draft: Draft, definition: TypeDefinition) -> None:
    if not definition.interfaces:
        return
    visible = {field.name for field in visible_fields(draft, definition)}
    for field in definition.fields:
        if field.name in visible:
            continue
        for name in definition.interfaces:
            interface = draft.types[name]
            if field.name in {asked.name for asked in visible_fields(draft, interface)}:
                draft.report(
                    IGNORED_REFERENCE.code,
                    f"`{definition.name}.{field.name}` is left out by @ignore, and the interface `{name}` asks for it",
                    field.origin,
                    f"leave `{name}.{field.name}` out too, or take @ignore away",
                )
