"""The edits of a text: a directive put on a type, a field put into it, something taken out."""

from __future__ import annotations

from wesley.drift.adopt.adoption import Edit
from wesley.drift.adopt.project import Project
from wesley.ir.origin import Origin
from wesley.sdl.language.outline import DirectiveSpan, Part, Span, TypeOutline

_INDENT = "  "


def on_type(definition: TypeOutline, text: str) -> Edit:
    """A directive behind the others of a type."""
    return Edit(
        file=definition.span.file,
        start=definition.head_end,
        end=definition.head_end,
        text=f" {text}",
        where=f"{_word(definition)} {definition.name}",
        origin=line_of(definition),
    )


def into_type(project: Project, definition: TypeOutline, text: str, behind: Part | None = None) -> Edit:
    """A field or a value at the end of a type, or behind another one.

    Args:
        project: the schema.
        definition: the type.
        text: what to put in, on one line or several.
        behind: what it comes after.
    """
    where = f"{_word(definition)} {definition.name}"
    if definition.body_end is None:
        at, written = definition.head_end, f" {{\n{_indented(text)}\n}}"
    elif "\n" not in project.texts[definition.span.file][definition.head_end : definition.body_end]:
        last = behind or (definition.parts[-1] if definition.parts else None)
        at, written = last.span.end if last is not None else definition.body_end, f" {text}"
    elif behind is not None:
        at, written = behind.span.end, f"\n{_indented(text)}"
    else:
        at = _last_line(project.texts[definition.span.file], definition)
        written = f"{_indented(text)}\n" if at < definition.body_end else f"\n{_indented(text)}\n"
    return Edit(file=definition.span.file, start=at, end=at, text=written, where=where, origin=line_of(definition))


def at_end(project: Project, text: str) -> Edit:
    """A new definition at the end of the last file."""
    file = next(reversed(project.texts))
    end = len(project.texts[file])
    gap = "\n" if project.texts[file].endswith("\n") else "\n\n"
    return Edit(file=file, start=end, end=end, text=f"{gap}{text}\n", where=f"{file}, or any other file")


def without(project: Project, span: Span, where: str, origin: Origin) -> Edit:
    """A piece of text taken out, with the blanks before it; a line that it had for itself goes with it."""
    text = project.texts[span.file]
    start = span.start
    while start > 0 and text[start - 1] in " \t,":
        start -= 1
    if start > 0 and text[start - 1] == "\n" and text[span.end : span.end + 1] in ("\n", ""):
        start -= 1
    return Edit(
        file=span.file, start=start, end=span.end, text="", removed=text[start : span.end], where=where, origin=origin
    )


def instead(project: Project, span: Span, text: str, where: str, origin: Origin) -> Edit:
    """A piece of text in place of another."""
    removed = project.texts[span.file][span.start : span.end]
    return Edit(file=span.file, start=span.start, end=span.end, text=text, removed=removed, where=where, origin=origin)


def directive_at(project: Project, origin: Origin) -> tuple[str, DirectiveSpan] | None:
    """The directive that an element was made by, and the name of what it stands on; None where no directive did."""
    for definition in project.outlines:
        owners = [(definition.name, definition.directives)]
        owners += [(f"{definition.name}.{part.name}", part.directives) for part in definition.parts]
        for owner, directives in owners:
            for one in directives:
                if (one.span.file, one.line, one.column) == origin.place():
                    return owner, one
    return None


def line_of(definition: TypeOutline) -> Origin:
    """The line to go to for a type."""
    return Origin(definition.span.file, definition.line, 1)


def _word(definition: TypeOutline) -> str:
    return "enum" if definition.kind == "enum" else "type"


def _indented(text: str) -> str:
    return "\n".join(f"{_INDENT}{line}" for line in text.splitlines())


def _last_line(text: str, definition: TypeOutline) -> int:
    """Where the line of the closing brace begins; the brace itself where something stands before it."""
    brace = definition.body_end or 0
    start = text.rfind("\n", 0, brace) + 1
    return start if not text[start:brace].strip() else brace
