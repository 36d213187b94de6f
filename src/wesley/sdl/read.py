"""Sources to a schema, or to everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.problems.problem import Problem
from wesley.sdl import finish, lint, rules, start
from wesley.sdl.declarations import without_our_types
from wesley.sdl.directive import Directive
from wesley.sdl.directives import AFTER_COLUMNS, BEFORE_COLUMNS, words
from wesley.sdl.draft import Draft
from wesley.sdl.freeze import freeze
from wesley.sdl.language.document import Document
from wesley.sdl.language.parse import parse
from wesley.sdl.rule import Rule, Subject
from wesley.sdl.source import Source
from wesley.sdl.uses import SitedUse, collect
from wesley.sdl.vocabulary import Vocabulary


class Reading(Struct, frozen=True):
    """What came of reading.

    Args:
        schema: None when there are errors.
        problems: errors and warnings, sorted by place.
        document: what was written, for tools that look at the text itself.
    """

    schema: Schema | None
    problems: tuple[Problem, ...]
    document: Document = Document()


_NO_FILES: Mapping[str, str] = MappingProxyType({})


def read(sources: Sequence[Source], settings: Settings, files: Mapping[str, str] = _NO_FILES) -> Reading:
    """Read sources as one schema: parse, apply the directives, validate, lint.

    Args:
        sources: the texts; together they are one schema.
        settings: the configuration.
        files: the texts of the files that `view_files.wanted_files` lists for these sources, by the paths it gives.
    """
    vocabulary = words()
    document, problems = parse(sources, vocabulary, settings.directives.ignore)
    if problems:
        return Reading(None, _sorted(problems), document)
    document = without_our_types(document, vocabulary)
    draft = Draft(document, settings, document.by_name(), files)
    declared = frozenset(definition.name for definition in document.directives)
    _apply(draft, replace(vocabulary, redeclared=declared & vocabulary.names.keys()))
    subject = Subject(document, freeze(draft), settings)
    found = [*draft.problems, *_run(rules.ALL, subject)]
    if any(problem.is_error for problem in found):
        return Reading(None, _sorted(found), document)
    warnings = lint.run(subject)
    return Reading(subject.schema, _sorted([*found, *warnings]), document)


def _apply(draft: Draft, vocabulary: Vocabulary) -> None:
    start.scalars(draft)
    start.enums(draft)
    uses = collect(draft, vocabulary)
    _apply_all(BEFORE_COLUMNS, uses)
    start.columns(draft)
    _apply_all(AFTER_COLUMNS, uses)
    finish.finish(draft)


def _apply_all(directives: Sequence[Directive], uses: dict[str, list[SitedUse]]) -> None:
    for directive in directives:
        for one in uses[directive.name]:
            directive.apply(one.site, one.use)


def _run(rules_to_run: Iterable[Rule], subject: Subject) -> list[Problem]:
    return [problem for rule in rules_to_run if rule.check is not None for problem in rule.check(subject)]


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=Problem.sort_key))
