"""Warnings that `@lint(ignore:)` takes back where it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from wesley.ir.origin import Origin
from wesley.problems.problem import Problem
from wesley.sdl.language.document import DirectiveUse, TypeDefinition, Value, ValueKind
from wesley.sdl.rule import Subject

Codes = tuple[str, ...]
Place = tuple[str, int, int]


def without_ignored(subject: Subject, problems: list[Problem]) -> list[Problem]:
    """The problems that no `@lint` on their type or field ignores, by the beginnings of their codes.

    A problem belongs to the type or field whose text it points into, wherever a type extension puts that.
    """
    of_types, of_fields = _hints(subject)
    if not of_types and not of_fields:
        return problems
    known = sorted(_places(subject, of_types, of_fields))
    places = [place for place, _ in known]
    return [problem for problem in problems if not _is_ignored(problem, places, known)]


def _is_ignored(problem: Problem, places: list[Place], known: list[tuple[Place, Codes]]) -> bool:
    place = problem.origin.place()
    before = bisect_right(places, place) - 1
    if before < 0 or places[before][0] != place[0]:
        return False
    return any(problem.code.code.startswith(code) for code in known[before][1])


def _hints(subject: Subject) -> tuple[dict[str, Codes], dict[tuple[str, str], Codes]]:
    api = subject.schema.api
    named = [*((value.name, value.hints) for value in api.objects), *((value.name, value.hints) for value in api.enums)]
    of_types = {name: hints.lint_ignore for name, hints in named if hints.lint_ignore}
    of_fields = {
        (value.name, field.name): field.hints.lint_ignore
        for value in api.objects
        for field in value.fields
        if field.hints.lint_ignore
    }
    return of_types, of_fields


def _places(
    subject: Subject, of_types: dict[str, Codes], of_fields: dict[tuple[str, str], Codes]
) -> Iterator[tuple[Place, Codes]]:
    """Every place of the document that belongs to a type or field, and what is ignored there."""
    for definition in subject.document.types:
        own = of_types.get(definition.name, ())
        for origin in _of_type(definition):
            yield origin.place(), own
        for field in definition.fields:
            codes = own + of_fields.get((definition.name, field.name), ())
            origins = (field.origin, field.type_origin, *(argument.origin for argument in field.arguments))
            for origin in (*origins, *_of_uses(field.directives)):
                yield origin.place(), codes


def _of_type(definition: TypeDefinition) -> Iterator[Origin]:
    yield definition.origin
    yield from _of_uses(definition.directives)
    parts = [(value.origin, value.directives) for value in definition.values]
    parts += [(entry.origin, entry.directives) for entry in definition.inputs]
    for origin, uses in parts:
        yield origin
        yield from _of_uses(uses)


def _of_uses(uses: Iterable[DirectiveUse]) -> Iterator[Origin]:
    for use in uses:
        yield use.origin
        for argument in use.arguments:
            yield argument.origin
            yield from _of_value(argument.value)


def _of_value(value: Value) -> Iterator[Origin]:
    yield value.origin
    if value.kind is ValueKind.LIST:
        for item in value.value:
            yield from _of_value(item)
