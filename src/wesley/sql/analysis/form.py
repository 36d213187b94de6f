"""Forms: what an expression is once every cast stands in it. Equal forms mean the same.

A form is a tuple that begins with a word: `("column", level, source, name)`, `("constant", type, text)`,
`("operator", name, left, right)`, ... It holds no places and no spelling.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple, TypeAlias
from typing import cast as known_as

from wesley.sql.analysis.constants import decimal, fits, spelling
from wesley.sql.analysis.types import UNKNOWN, Facts, plain
from wesley.sql.type_name import is_array

Form: TypeAlias = tuple[object, ...]


class Typed(NamedTuple):
    """A form and its type.

    Args:
        form: what it is.
        type: as `format_type()` prints it; UNKNOWN for a constant in quotes, None where nothing tells it.
    """

    form: Form
    type: str | None


NULL: Form = ("null",)


def constant(name: str, text: str) -> Form:
    """A constant of a type."""
    return ("constant", name, spelling(name, text))


def coerced(value: Typed, target: str, facts: Facts) -> Form:
    """A value as another type takes it, with the cast that PostgreSQL adds.

    Args:
        value: of a known type, or a constant in quotes.
        target: a base type.
        facts: what domains stand on.
    """
    if value.type == UNKNOWN:
        return _typed_constant(value.form, target)
    if value.type is None or (facts.base(value.type) == target and value.type not in facts.domains):
        return value.form
    return cast(value.form, target)


def _typed_constant(form: Form, target: str) -> Form:
    if form == NULL:
        return ("null", target)
    return constant(target, str(form[1])) if form[0] == "quoted" else form


def cast(form: Form, target: str) -> Form:
    """A form of a cast to a type; casts of constants are done at once where the result is certain."""
    if form[0] == "null":
        return ("null", target)
    if form[0] == "array" and is_array(target):
        return _array(form, target)
    if form[0] == "collate":
        return ("collate", form[1], cast(known_as(Form, form[2]), target))
    if form[0] == "constant":
        folded = _folded(str(form[1]), str(form[2]), target)
        if folded is not None:
            return folded
    return ("cast", target, form)


def _array(form: Form, target: str) -> Form:
    items = known_as(tuple[Form, ...], form[2])
    element = target[:-2]
    return ("array", element, tuple(item if form[1] == element else cast(item, element) for item in items))


_WHOLE_NUMBERS = ("smallint", "integer", "bigint")
_STRINGS = ("text", "character varying")
_MOST_EXACT = 1 << 53


def _folded(source: str, text: str, target: str) -> Form | None:
    """The constant that a cast gives, where no setting and no rounding has a say."""
    if source in _STRINGS and target in _STRINGS:
        return constant(target, text)
    number = decimal(text) if source in (*_WHOLE_NUMBERS, "numeric") else None
    if number is None:
        return None
    if target in _WHOLE_NUMBERS:
        return constant(target, text) if source != "numeric" and fits(int(number), target) else None
    if target == "numeric":
        return constant(target, text)
    if target == "double precision" and (source == "numeric" or abs(number) < Decimal(_MOST_EXACT)):
        return constant(target, text)
    return None


# Spellings of the types character and bit that leave the length open; without them the length is 1.
_WITHOUT_LENGTH = ("bpchar", '"bit"')


def explicit(value: Typed, target: str, facts: Facts) -> Typed:
    """A value after a cast that is written.

    Args:
        value: what is cast.
        target: the type as `canonical_type` shows it.
        facts: enums and domains.
    """
    base = plain(target)
    if target.removesuffix("[]") in _WITHOUT_LENGTH:
        target = base
    stands_alone = facts.understood(target)
    if value.type == UNKNOWN and value.form[0] in ("quoted", "null"):
        form = _typed_constant(value.form, target)
        return Typed(form, stands_alone)
    if value.type == target:
        return Typed(value.form, stands_alone)
    if base == target and value.type is not None and value.type not in facts.domains and target not in facts.domains:
        return Typed(coerced(value, base, facts), stands_alone)
    return Typed(cast(value.form, target), stands_alone)
