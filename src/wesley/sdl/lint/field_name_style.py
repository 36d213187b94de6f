"""A field is written in another style than the rest of the schema."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from wesley.problems.problem import Code, Problem, Severity
from wesley.sdl.language.document import FieldDefinition, InputValueDefinition
from wesley.sdl.names import snake_case
from wesley.sdl.rule import Rule, Subject

_CAMEL = "camelCase"
_SNAKE = "snake_case"
_STYLES = {_CAMEL: re.compile(r"[a-z][A-Za-z0-9]*"), _SNAKE: re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")}


def check(subject: Subject) -> Iterator[Problem]:
    """Demand the configured style, or the one that most fields have; a name of one word is of both."""
    fields = _fields(subject)
    wanted = subject.settings.naming.fields
    style = _prevailing(fields) if wanted == "consistent" else wanted
    for field in fields:
        if not _STYLES[style].fullmatch(field.name):
            reason = "as most fields of this schema are" if wanted == "consistent" else "as `naming.fields` asks"
            yield Problem(
                code=FIELD_NAME_STYLE.code,
                message=f"the field `{field.name}` is not in {style}, {reason}",
                origin=field.origin,
                help=f"call it `{_restyled(field.name, style)}`; `@renamedFrom` keeps the data of a column",
            )


def _fields(subject: Subject) -> list[FieldDefinition | InputValueDefinition]:
    fields: list[FieldDefinition | InputValueDefinition] = []
    for definition in subject.document.types:
        fields += definition.fields
        fields += definition.inputs
    return fields


def _prevailing(fields: list[FieldDefinition | InputValueDefinition]) -> str:
    counted = Counter(
        style
        for field in fields
        for style, other in ((_CAMEL, _SNAKE), (_SNAKE, _CAMEL))
        if _STYLES[style].fullmatch(field.name) and not _STYLES[other].fullmatch(field.name)
    )
    return _SNAKE if counted[_SNAKE] > counted[_CAMEL] else _CAMEL


def _restyled(name: str, style: str) -> str:
    words = [word for word in snake_case(name).split("_") if word]
    if style == _SNAKE:
        return "_".join(words)
    return words[0] + "".join(word.capitalize() for word in words[1:]) if words else name


FIELD_NAME_STYLE = Rule(
    Code(
        code="W102",
        name="field-name-style",
        summary="A field is written in another style than the rest of the schema.",
        why="One style lets readers guess a name right. `naming.fields` chooses which; by default the schema's own "
        "majority does.",
        bad='"A person."\ntype User @table {\n  "Key."\n  id: ID! @primaryKey\n  "First."\n  firstName: String!\n'
        '  "Last."\n  lastName: String!\n  "Born."\n  birth_day: Date\n}',
        good='"A person."\ntype User @table {\n  "Key."\n  id: ID! @primaryKey\n  "First."\n  firstName: String!\n'
        '  "Last."\n  lastName: String!\n  "Born."\n  birthDay: Date\n}',
        severity=Severity.WARNING,
    ),
    check,
)
