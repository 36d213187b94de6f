"""Index access methods: what each can do, and the storage parameters that its indexes take.

What each can do is what `pg_indexam_has_property` says (measured on PostgreSQL 15 and 18); the parameters and their
ranges are those of reloptions.c and of the manuals of pgvector and bloom.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from wesley.sql.error import SqlError


class Number(Struct, frozen=True):
    """A storage parameter that is a whole number from `least` to `most`."""

    least: int
    most: int


class Word(Struct, frozen=True):
    """A storage parameter that is one of some words."""

    words: tuple[str, ...]


class Flag(Struct, frozen=True):
    """A storage parameter that is `on` or `off`."""


Parameter = Number | Word | Flag


class AccessMethod(Struct, frozen=True, kw_only=True):
    """An access method.

    Args:
        name: as `USING` names it.
        orders: keys may be ASC or DESC.
        unique: indexes may be UNIQUE.
        several: indexes may have several keys.
        excludes: exclusion constraints may use it.
        includes: indexes may INCLUDE further columns.
        parameters: what WITH (...) takes, by name.
        extension: the extension that brings it; None for a built-in one.
    """

    name: str
    orders: bool = False
    unique: bool = False
    several: bool = False
    excludes: bool = False
    includes: bool = False
    parameters: Mapping[str, Parameter] = {}
    extension: str | None = None


_FILL_FACTOR = {"fillfactor": Number(10, 100)}
_MOST_KILOBYTES = 2_147_483_647
_SIGNATURE_COLUMNS = {f"col{number}": Number(1, 4095) for number in range(1, 33)}

ACCESS_METHODS: dict[str, AccessMethod] = {
    method.name: method
    for method in (
        AccessMethod(
            name="btree",
            orders=True,
            unique=True,
            several=True,
            excludes=True,
            includes=True,
            parameters={**_FILL_FACTOR, "deduplicate_items": Flag()},
        ),
        AccessMethod(name="hash", excludes=True, parameters=_FILL_FACTOR),
        AccessMethod(
            name="gist",
            several=True,
            excludes=True,
            includes=True,
            parameters={**_FILL_FACTOR, "buffering": Word(("on", "off", "auto"))},
        ),
        AccessMethod(name="spgist", excludes=True, includes=True, parameters=_FILL_FACTOR),
        AccessMethod(
            name="gin",
            several=True,
            parameters={"fastupdate": Flag(), "gin_pending_list_limit": Number(64, _MOST_KILOBYTES)},
        ),
        AccessMethod(
            name="brin", several=True, parameters={"pages_per_range": Number(1, 131_072), "autosummarize": Flag()}
        ),
        AccessMethod(
            name="bloom",
            several=True,
            parameters={"length": Number(1, 4096), **_SIGNATURE_COLUMNS},
            extension="bloom",
        ),
        AccessMethod(
            name="hnsw",
            parameters={"m": Number(2, 100), "ef_construction": Number(4, 1000)},
            extension="vector",
        ),
        AccessMethod(name="ivfflat", parameters={"lists": Number(1, 32_768)}, extension="vector"),
    )
}

_TRUE = ("on", "true", "yes", "1")
_FALSE = ("off", "false", "no", "0")


def storage_parameters(text: str, method: AccessMethod) -> tuple[tuple[str, str], ...]:
    """`fillfactor=70, deduplicate_items=off` as pairs, sorted by name.

    Args:
        text: what stands between the parentheses of WITH; a name alone means `on`, as in SQL.
        method: the access method of the index.

    Raises:
        SqlError: a parameter is unknown, given twice, or out of its range.
    """
    found: dict[str, str] = {}
    offset = 0
    for part in text.split(","):
        name, equals, value = part.partition("=")
        key = name.strip().lower()
        place = offset + len(name) - len(name.lstrip())
        if key in found:
            raise SqlError(f"the storage parameter `{key}` is given twice", place)
        found[key] = _parameter(key, value.strip().strip("'") if equals else "on", method, place)
        offset += len(part) + 1
    return tuple(sorted(found.items()))


def _parameter(name: str, value: str, method: AccessMethod, place: int) -> str:
    known = method.parameters.get(name)
    if known is None:
        names = ", ".join(sorted(method.parameters))
        raise SqlError(f"a {method.name} index has no storage parameter `{name}`; it has: {names}", place)
    if isinstance(known, Flag):
        return _flag(name, value, place)
    if isinstance(known, Word):
        if value.lower() not in known.words:
            raise SqlError(f"`{name}` is one of {', '.join(known.words)}, not `{value}`", place)
        return value.lower()
    if not (value.isascii() and value.isdigit() and known.least <= int(value[:20]) <= known.most):
        raise SqlError(f"`{name}` is a whole number from {known.least} to {known.most}, not `{value}`", place)
    return str(int(value[:20]))


def _flag(name: str, value: str, place: int) -> str:
    if value.lower() in _TRUE:
        return "on"
    if value.lower() in _FALSE:
        return "off"
    raise SqlError(f"`{name}` is `on` or `off`, not `{value}`", place)
