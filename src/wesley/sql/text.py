"""The only two places that quote, and what is built of them: names, literals, calls of functions."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from wesley.sql.error import SqlError
from wesley.sql.keywords import QUOTED
from wesley.sql.parse import refuse_unheld

_PLAIN = re.compile(r"[a-z_][a-z0-9_]*\Z")


class Sql(Struct, frozen=True):
    """An argument that is SQL already, such as `NULL::name`: it is printed as it stands."""

    text: str


Argument: TypeAlias = "str | int | bool | tuple[str, ...] | Sql | None"


@lru_cache(maxsize=8192)
def quote_identifier(name: str) -> str:
    """A name as SQL, quoted where it must be: what `quote_ident()` of PostgreSQL 18 prints.

    Raises:
        SqlError: the name is empty or PostgreSQL cannot hold it.
    """
    if _PLAIN.match(name) and name not in QUOTED:
        return name
    if not name:
        raise SqlError("a name has at least one character")
    refuse_unheld(name)
    return '"' + name.replace('"', '""') + '"'


@lru_cache(maxsize=8192)
def qualified(schema: str, name: str) -> str:
    """`schema.name` as SQL."""
    return f"{quote_identifier(schema)}.{quote_identifier(name)}"


def quote_literal(text: str) -> str:
    r"""A string constant: what `quote_literal()` prints.

    With a backslash in it the form is `E'...'`, which means the same whatever `standard_conforming_strings` says
    (String Constants with C-Style Escapes, section 4.1.2.2 of the manual).

    Raises:
        SqlError: PostgreSQL cannot hold the text.
    """
    refuse_unheld(text)
    quoted = text.replace("'", "''")
    if "\\" in quoted:
        return "E'" + quoted.replace("\\", "\\\\") + "'"
    return f"'{quoted}'"


def argument(value: Argument) -> str:
    """A value as SQL: text quoted, a tuple as an array of text."""
    if isinstance(value, str):
        return quote_literal(value)
    if isinstance(value, Sql):
        return value.text
    if isinstance(value, tuple):
        return "ARRAY[" + ", ".join(map(quote_literal, value)) + "]" + ("" if value else "::text[]")
    if isinstance(value, bool):
        return "true" if value else "false"
    return "NULL" if value is None else str(value)


def call(function: str, *arguments: Argument) -> str:
    """`SELECT function(arguments);`, one line of a script when no argument has a line break.

    Args:
        function: a function's name, as SQL.
        arguments: values of PostgreSQL's types text, integer, boolean and text[], or SQL.
    """
    return f"SELECT {function}({', '.join(map(argument, arguments))});"
