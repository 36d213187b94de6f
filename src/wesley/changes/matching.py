"""Constraints and indexes of two versions of a table, matched by name and else by what they are."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from wesley.ir.index import Index


class Matching(Struct, frozen=True, kw_only=True):
    """What became of the constraints (of one kind) or the indexes of a table.

    Args:
        added: those that are only in the new table.
        dropped: those that are only in the old table.
        altered: old and new of one name that are not the same thing.
        renamed: old and new of different names that are the same thing.
    """

    added: tuple[Any, ...]
    dropped: tuple[Any, ...]
    altered: tuple[tuple[Any, Any], ...]
    renamed: tuple[tuple[Any, Any], ...]


NOTHING = Matching(added=(), dropped=(), altered=(), renamed=())


def match(old: tuple[Any, ...], new: tuple[Any, ...]) -> Matching:
    """Match the elements of one collection of a table.

    What has its name in both is matched by it. Of the rest, those of one structure are renamed. Validity is no part of
    the structure, as it can be gained; one that would lose it is another thing. Neither are comments.
    """
    if old is new:
        return NOTHING
    before = {value.name: value for value in old}
    after = {value.name for value in new}
    waiting: dict[Any, list[Any]] = {}
    for value in old:
        if value.name not in after:
            waiting.setdefault(structure(value), []).append(value)
    added, renamed = [], []
    for value in (value for value in new if value.name not in before):
        alike = waiting.get(structure(value), [])
        if alike and not _loses_validity(alike[0], value):
            renamed.append((alike.pop(0), value))
        else:
            added.append(value)
    known = ((before[value.name], value) for value in new if value.name in before)
    return Matching(
        added=tuple(added),
        dropped=tuple(value for alike in waiting.values() for value in alike),
        altered=tuple(pair for pair in known if structure(pair[0]) != structure(pair[1]) or _loses_validity(*pair)),
        renamed=tuple(renamed),
    )


def structure(value: Any) -> Any:
    """The element without its name, its comment and its validity: equal for elements that do the same."""
    fields: dict[str, Any] = {"name": ""}
    if hasattr(value, "valid"):
        fields["valid"] = True
    if isinstance(value, Index):
        fields["comment"] = None
    return replace(value, **fields)


def gains_validity(old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[Any, ...]:
    """The old elements that are not valid and shall be, whatever they will be called."""
    later = {value.name: value for value in new}
    pairs = [(value, later[value.name]) for value in old if value.name in later]
    pairs += match(old, new).renamed
    return tuple(was for was, is_ in pairs if not was.valid and is_.valid and structure(was) == structure(is_))


def _loses_validity(old: Any, new: Any) -> bool:
    return getattr(old, "valid", True) and not getattr(new, "valid", True)
