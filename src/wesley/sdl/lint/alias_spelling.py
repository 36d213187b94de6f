"""A directive or argument is written under another name than its own."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.problems.problem import Code, Problem, Severity
from wesley.sdl.language.document import DirectiveUse
from wesley.sdl.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Look at every use of a directive."""
    from wesley.sdl.directives import words

    vocabulary = words()
    for use in _uses(subject):
        directive = vocabulary.find(use.name)
        if directive is None:
            continue
        if use.name != directive.name:
            message = f"@{use.name} is another name of @{directive.name}"
            help_text = f"write `@{directive.name}`"
            yield Problem(code=ALIAS_SPELLING.code, message=message, origin=use.origin, help=help_text)
        aliases = {parameter.name: parameter.alias_of for parameter in directive.parameters if parameter.alias_of}
        for argument in use.arguments:
            if argument.name in aliases:
                wanted = aliases[argument.name]
                message = f"`{argument.name}` of @{directive.name} is another name of `{wanted}`"
                help_text = f"write `{wanted}:`"
                yield Problem(code=ALIAS_SPELLING.code, message=message, origin=argument.origin, help=help_text)


def _uses(subject: Subject) -> Iterator[DirectiveUse]:
    for definition in subject.document.types:
        yield from definition.directives
        for field in definition.fields:
            yield from field.directives
        for value in definition.values:
            yield from value.directives


ALIAS_SPELLING = Rule(
    Code(
        code="W104",
        name="alias-spelling",
        summary="A directive or argument is written under another name than its own.",
        why="Older spellings are accepted so that schemas can be taken over as they are. One spelling is easier to "
        "search for and to read.",
        bad='"A person."\ntype User @wes_table {\n  id: ID! @pk\n}',
        good='"A person."\ntype User @table {\n  id: ID! @primaryKey\n}',
        severity=Severity.WARNING,
    ),
    check,
)
