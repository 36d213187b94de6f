"""A former name that something else has, or had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from wesley.ir.api import Api, EnumType, ObjectType
from wesley.ir.origin import Origin
from wesley.problems.problem import Code, Problem, Related
from wesley.sdl.rule import Rule, Subject
from wesley.sql.text import qualified


class _Named(Struct, frozen=True):
    """Something with a name in the database: what the schema calls it, its name now, and the one before."""

    label: str
    name: str
    renamed_from: str | None
    origin: Origin


def check(subject: Subject) -> Iterator[Problem]:
    """Compare former names with present ones: among tables, views and enums; in each table; in each enum."""
    api = subject.schema.api
    yield from _compare(list(_relations(api)))
    for definition in api.objects:
        if any(field.hints.renamed_from for field in definition.fields):
            yield from _compare(list(_columns(definition)))
    for enum in api.enums:
        yield from _compare(list(_values(enum)))


def _relations(api: Api) -> Iterator[_Named]:
    elements: Iterable[ObjectType | EnumType] = (*api.objects, *api.enums)
    for element in elements:
        if element.relation is not None:
            yield _Named(element.name, qualified(*element.relation), element.hints.renamed_from, element.origin)


def _columns(definition: ObjectType) -> Iterator[_Named]:
    for field in definition.fields:
        if field.column is not None:
            label = f"{definition.name}.{field.name}"
            yield _Named(label, field.column, field.hints.renamed_from, field.origin)


def _values(enum: EnumType) -> Iterator[_Named]:
    for value in enum.values:
        yield _Named(f"{enum.name}.{value.name}", value.stored, value.hints.renamed_from, value.origin)


def _compare(elements: list[_Named]) -> Iterator[Problem]:
    if not any(element.renamed_from for element in elements):
        return
    now = {element.name: element for element in elements}
    before: dict[str, _Named] = {}
    for element in elements:
        old = element.renamed_from
        if old is None:
            continue
        earlier = before.setdefault(old, element)
        if old in now:
            yield _still_used(element, old, now[old])
        elif earlier is not element:
            message = f"`{element.label}` and `{earlier.label}` were both renamed from `{old}`"
            yield _problem(message, element, earlier, "only one of them can have been it")


def _still_used(element: _Named, old: str, other: _Named) -> Problem:
    if other is element:
        message = f"`{element.label}` was renamed from `{old}`, which is the name that it has"
        return _problem(message, element, None, "take @renamedFrom away, or name what it was called before")
    return _problem(
        f"`{element.label}` was renamed from `{old}`, and `{other.label}` has that name now",
        element,
        other,
        "rename in two releases: first this one, then give its old name to the other",
    )


def _problem(message: str, element: _Named, other: _Named | None, help_text: str) -> Problem:
    related = () if other is None else (Related("the other one is here", other.origin),)
    return Problem(code=RENAMED_FROM.code, message=message, origin=element.origin, help=help_text, related=related)


RENAMED_FROM = Rule(
    Code(
        code="E213",
        name="renamed-from",
        summary="A former name belongs to something else.",
        why="A migration that renames `clients` to `customers` while another table becomes `clients` could move the "
        "rows of one into the other: which of the two the old rows belong to must be beyond doubt.",
        bad='type Customer @table @renamedFrom(name: "clients") {\n  id: ID! @primaryKey\n}\n\n'
        "type Client @table {\n  id: ID! @primaryKey\n}",
        good='type Customer @table @renamedFrom(name: "clients") {\n  id: ID! @primaryKey\n}',
    ),
    check,
)
