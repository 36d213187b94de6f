"""How the new schema words what a rename rewrites.

A rename turns `SELECT email FROM users` into `SELECT mail AS email FROM users`. Where the new schema says the same in
other words, those are taken, so that what a plan leads to is the new schema to the letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from wesley.ir.expression import Expression
from wesley.ir.schema import Physical

Wording: TypeAlias = "tuple[tuple[str, Expression], ...]"

_COLLECTIONS = ("domains", "tables", "views")


def wording(found: Physical, meant: Physical) -> Wording:
    """The expressions of two schemas that are equal but for these: each text of `found` with what is meant by it."""
    pairs: dict[str, Expression] = {}
    for collection in _COLLECTIONS:
        for left, right in zip(getattr(found, collection), getattr(meant, collection), strict=False):
            if left is not right and left != right:
                for before, after in _expressions(left, right):
                    pairs.setdefault(before.sql, after)
    return tuple(sorted(pairs.items()))


def _expressions(left: Any, right: Any) -> Iterator[tuple[Expression, Expression]]:
    if isinstance(left, Expression) and isinstance(right, Expression):
        if left != right:
            yield left, right
    elif isinstance(left, Struct) and type(left) is type(right):
        for field in left.__struct_fields__:
            yield from _expressions(getattr(left, field), getattr(right, field))
    elif isinstance(left, tuple) and isinstance(right, tuple):
        for one, other in zip(left, right, strict=False):
            yield from _expressions(one, other)


def worded(schema: Physical, words: Wording) -> Physical:
    """The schema with other words for the same."""
    if not words:
        return schema
    texts = dict(words)
    return replace(schema, **{name: _in(getattr(schema, name), texts) for name in _COLLECTIONS})


def _in(value: Any, texts: dict[str, Expression]) -> Any:
    """The value itself where nothing in it changes."""
    if isinstance(value, Expression):
        return texts.get(value.sql, value)
    if isinstance(value, tuple):
        parts = tuple(_in(part, texts) for part in value)
        return value if all(one is other for one, other in zip(parts, value, strict=True)) else parts
    if isinstance(value, Struct):
        fields = {name: (part, _in(part, texts)) for name in value.__struct_fields__ if (part := getattr(value, name))}
        changed = {name: after for name, (before, after) in fields.items() if after is not before}
        return replace(value, **changed) if changed else value
    return value
