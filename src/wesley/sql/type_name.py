"""Names of types: any spelling becomes the one that PostgreSQL itself shows."""

from __future__ import annotations

import re
from functools import lru_cache

from wesley.sql.built_in_types import BUILT_IN, PSEUDO, SERIAL, SHOWN_NAMES
from wesley.sql.error import SqlError
from wesley.sql.parse import Tree, kind, parse
from wesley.sql.single import only_value
from wesley.sql.text import quote_identifier
from wesley.sql.type_modifiers import extension_modifiers, with_modifiers

_BEFORE = "SELECT CAST(NULL AS "
_AFTER = "\n)"
_NAME = r'(?:"(?:[^"]|"")+"|[^\W\d][\w$]*)'
_NAMES = re.compile(rf"({_NAME})(?:\.({_NAME}))?")
_MODIFIERS = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=4096)
def canonical_type(text: str) -> str:
    """A type as `format_type()` shows it with an empty search path: `int4` is `integer`, `text[][]` is `text[]`.

    A type that is not built in keeps the schema that it is written with, or none: where the type of an extension
    lives is the database's choice.

    Args:
        text: the name of a type, with modifiers and array brackets.

    Raises:
        SqlError: it is no name of a type that a column can have.
    """
    return shown_type(parse_type(text))


def shown_type(node: Tree, *, of_argument: bool = False) -> str:
    """The same, of a `TypeName` node.

    Args:
        node: the name of a type.
        of_argument: it is the type of an argument of a function, which can be a pseudo-type such as `anyelement`.

    Raises:
        SqlError: it is no type that a column, or an argument, can have.
    """
    if node.setof:
        raise SqlError("SETOF is for the results of functions; a column has a type of one value, or an array")
    names = [name.string.sval for name in node.names]
    shown, is_array = _shown(names, list(node.typmods), pseudo=of_argument)
    return f"{shown}[]" if node.array_bounds or is_array else shown


def parse_type(text: str) -> Tree:
    """The `TypeName` node of a type that is written alone.

    Raises:
        SqlError: it does not parse, or there is more than a type.
    """
    if not text.strip():
        raise SqlError("there is no type here")
    tree = parse(f"{_BEFORE}{text}{_AFTER}", shift=len(_BEFORE), length=len(text))
    value = only_value(tree)
    if value is None or kind(value) != "type_cast" or kind(value.type_cast.arg) != "a_const":
        raise SqlError("one type is expected here, and nothing beside it")
    return value.type_cast.type_name


def _shown(names: list[str], modifiers: list[Tree], *, pseudo: bool) -> tuple[str, bool]:
    """The type as it is shown, and whether its own name is that of an array (`_int4`)."""
    if len(names) > 2:
        raise SqlError("a type's name has at most a schema before it")
    schema, name = (names[0], names[1]) if len(names) == 2 else (None, names[0])
    if schema in (None, "pg_catalog"):
        _refuse_special(name, pseudo=pseudo)
        if name in SHOWN_NAMES:
            return with_modifiers(name, modifiers), False
        if name[:1] == "_" and name[1:] in SHOWN_NAMES:
            return with_modifiers(name[1:], modifiers), True
    parts = [quote_identifier(part) for part in names]
    return ".".join(parts) + extension_modifiers(name, modifiers), False


def _refuse_special(name: str, *, pseudo: bool) -> None:
    if name in SERIAL:
        kinds = {"smallserial": "smallint", "serial2": "smallint", "bigserial": "bigint", "serial8": "bigint"}
        raise SqlError(f"`{name}` is no type but a shorthand; use {kinds.get(name, 'integer')} and @identity")
    if name in PSEUDO and not pseudo:
        raise SqlError(f"`{name}` is a pseudo-type: functions use it, no column can have it")


@lru_cache(maxsize=4096)
def base_type(canonical: str) -> tuple[str | None, str]:
    """The schema and the name of a type without modifiers and array brackets.

    Args:
        canonical: a type as `canonical_type` gives it.

    Returns:
        The schema (None where none is named) and the name. Names of built-in types are as PostgreSQL shows them
        (`timestamp with time zone`, the elements of BUILT_IN); all others without quotes.
    """
    text = element_type(canonical)
    plain = " ".join(_MODIFIERS.sub(" ", text).split())
    if plain in BUILT_IN:
        return None, plain
    if plain.startswith("interval"):
        return None, "interval"
    match = _NAMES.match(text)
    if match is None:
        return None, plain
    first, second = match.groups()
    return (None, _unquoted(first)) if second is None else (_unquoted(first), _unquoted(second))


def element_type(canonical: str) -> str:
    """The type of an array's elements; the type itself when it is no array."""
    return canonical.removesuffix("[]")


def is_array(canonical: str) -> bool:
    """True for an array type, as `canonical_type` shows it."""
    return canonical.endswith("[]")


def _unquoted(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name
