"""The parts of a column's type that decide what a change to another type costs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from wesley.sql.built_in_types import BUILT_IN
from wesley.sql.type_name import base_type, canonical_type, element_type, is_array

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wesley.ir.domain import Domain
    from wesley.ir.enum import Enum

# Two spellings each for one type with and without a length; see built_in_types.
_SAME = {"bpchar": "character", '"bit"': "bit"}
_NUMBERS = re.compile(r"\((\d+)(?:,(-?\d+))?\)")
_FIELDS = re.compile(r"interval ([a-z ]+)")


class ColumnType(Struct, frozen=True, kw_only=True):
    """A type taken apart; a domain is what it stands for, with what it adds beside.

    Args:
        base: the name without modifiers and brackets, as format_type prints it; a schema and a dot before it unless it
            is built in.
        length: the first modifier: characters, bits, digits or a precision of seconds; None when there is none.
        scale: the second modifier of numeric.
        fields: the fields of an interval, such as `day to second`.
        array: it is an array of them.
        values: the values of an enum, None when it is none.
        built_in: it is a type of pg_catalog.
        domain: the column's own type is a domain.
        constrained: the domain, or one that it is made of, has a CHECK or is NOT NULL.
    """

    base: str
    length: int | None = None
    scale: int | None = None
    fields: str = ""
    array: bool = False
    values: tuple[str, ...] | None = None
    built_in: bool = True
    domain: bool = False
    constrained: bool = False


def column_type(text: str, domains: Iterable[Domain] = (), enums: Iterable[Enum] = ()) -> ColumnType:
    """Take a type apart.

    Args:
        text: a type in any spelling that `canonical_type` accepts.
        domains: the domains that it may be or be made of.
        enums: the enums that it may be.

    Raises:
        SqlError: it is no name of a type that a column can have.
    """
    shown = canonical_type(text)
    schema, name = base_type(shown)
    if schema is None and name in BUILT_IN:
        return _built_in(shown, name)
    known = {(domain.schema, domain.name): domain for domain in domains}
    if not is_array(shown) and (domain := known.pop((schema or "public", name), None)):
        inner = column_type(domain.type, known.values(), enums)
        return _as_domain(inner, constrained=bool(domain.checks) or not domain.nullable)
    values = next((enum.values for enum in enums if (enum.schema, enum.name) == (schema or "public", name)), None)
    return ColumnType(base=element_type(shown), array=is_array(shown), values=values, built_in=False)


def _built_in(shown: str, name: str) -> ColumnType:
    numbers, fields = _NUMBERS.search(shown), _FIELDS.match(shown)
    return ColumnType(
        base=_SAME.get(name, name),
        length=int(numbers[1]) if numbers else None,
        scale=int(numbers[2]) if numbers and numbers[2] else None,
        fields=fields[1].strip() if fields else "",
        array=is_array(shown),
    )


def _as_domain(inner: ColumnType, *, constrained: bool) -> ColumnType:
    return replace(inner, domain=True, constrained=inner.constrained or constrained)
