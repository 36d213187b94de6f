"""Sources to a schema, or to everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.memory.memory import Memory, recall, round_of
from wesley.problems.problem import Problem
from wesley.sdl import finish, lint, rules, start
from wesley.sdl.declarations import without_our_types
from wesley.sdl.directive import Directive
from wesley.sdl.directives import AFTER_COLUMNS, BEFORE_COLUMNS, words
from wesley.sdl.draft import Draft
from wesley.sdl.freeze import freeze
from wesley.sdl.language.document import Document
from wesley.sdl.language.parse import parse
from wesley.sdl.remembered import Remembered
from wesley.sdl.rule import Subject
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
    checked = check(sources, settings, files)
    return Reading(checked.schema, checked.with_warnings(), checked.document)


class Checked(Struct, frozen=True):
    """What came of reading, before the linter has looked at it.

    Args:
        schema: None when there are errors.
        problems: what was found, unsorted.
        document: what was written.
        settings: the configuration.
    """

    schema: Schema | None
    problems: tuple[Problem, ...]
    document: Document
    settings: Settings

    def with_warnings(self) -> tuple[Problem, ...]:
        """The problems and, where there are no errors, the linter's, sorted by place."""
        if self.schema is None:
            return _sorted(self.problems)
        return _sorted([*self.problems, *lint.run(Subject(self.document, self.schema, self.settings))])


def check(
    sources: Sequence[Source], settings: Settings, files: Mapping[str, str], remembered: Remembered | None = None
) -> Checked:
    """Read sources as one schema, without the linter.

    Args:
        sources, settings, files: as for `read`.
        remembered: what earlier readings left; it changes nothing but the time that this takes.
    """
    texts, uses = (remembered.texts, remembered.uses) if remembered else (None, None)
    with round_of(texts):
        vocabulary = recall(texts, "words", (), words)
        valid = remembered.valid if remembered else None
        document, problems = parse(sources, vocabulary, settings.directives.ignore, texts, valid)
    if problems:
        return Checked(None, problems, document, settings)
    document = without_our_types(document, vocabulary)
    draft = Draft(document, settings, document.by_name(), files)
    declared = frozenset(definition.name for definition in document.directives)
    with round_of(uses):
        _apply(draft, replace(vocabulary, redeclared=declared.intersection(vocabulary.names)), uses)
    subject = Subject(document, freeze(draft), settings)
    changed = subject if remembered is None else remembered.changed(subject)
    found = (*draft.problems, *rules.run(subject, changed))
    if any(problem.is_error for problem in found):
        return Checked(None, found, document, settings)
    if remembered is not None:
        remembered.take(subject)
    return Checked(subject.schema, found, document, settings)


def _apply(draft: Draft, vocabulary: Vocabulary, memory: Memory | None) -> None:
    start.scalars(draft)
    start.enums(draft)
    uses = collect(draft, vocabulary, memory)
    _apply_all(BEFORE_COLUMNS, uses)
    start.columns(draft)
    _apply_all(AFTER_COLUMNS, uses)
    finish.finish(draft)


def _apply_all(directives: Sequence[Directive], uses: dict[str, list[SitedUse]]) -> None:
    for directive in directives:
        for one in uses[directive.name]:
            directive.apply(one.site, one.use)


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=Problem.sort_key))
