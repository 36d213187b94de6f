"""The spelling of the schema language: strings, lists and uses of directives."""

from __future__ import annotations

import json
from typing import TypeAlias

from msgspec import Struct


class Word(Struct, frozen=True):
    """An enum value of GraphQL, which stands without quotes; a number too."""

    text: str


Argument: TypeAlias = "str | bool | int | Word | tuple[str, ...] | tuple[Word, ...] | None"


def string(text: str) -> str:
    """A text as a string of GraphQL (specification, 2.9.4, whose escapes are those of JSON)."""
    return json.dumps(text, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def directive(called: str, /, **arguments: Argument) -> str:
    """`@name(argument: value, ...)`; arguments that are None or an empty list are left out."""
    written = [f"{key}: {_value(value)}" for key, value in arguments.items() if value not in (None, ())]
    return f"@{called}({', '.join(written)})" if written else f"@{called}"


def _value(value: Argument) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Word):
        return value.text
    return str(value) if isinstance(value, int) else string(value or "")
