"""What it costs to give a column another type.

Measured: tests/locks (facts/types.md) and tests/sql/test_type_change.py, which tries every pair of the types that
schemas use on PostgreSQL 15 and 18.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from wesley.sql.built_in_types import COLLATED
from wesley.sql.casts import OID_ALIASES, Cast, cast_between
from wesley.sql.column_type import ColumnType, column_type
from wesley.sql.type_name import canonical_type
from wesley.sql.value_loss import interval_keeps, value_loss

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wesley.ir.domain import Domain
    from wesley.ir.enum import Enum

_TIMESTAMPTZ, _TIMETZ = "timestamp with time zone", "time with time zone"
_TIMESTAMPS = frozenset({"timestamp without time zone", _TIMESTAMPTZ})
_CLOCKS = _TIMESTAMPS | {"time without time zone", _TIMETZ}
# Digits of a second's fraction without a modifier, and the most of them.
_SECONDS = 6
# Types whose length coercion the planner drops when it only grows (their support functions, pg_proc.prosupport).
_WIDENED = frozenset({"character varying", "bit varying", "numeric"})
# The default operator class of these is that of another type (pg_opclass); all others have their own.
_OPERATORS = {"character varying": "text", "cidr": "inet", **dict.fromkeys(OID_ALIASES, "oid")}


class TypeChange(Struct, frozen=True, kw_only=True):
    """What ALTER TABLE ... ALTER COLUMN ... TYPE does to a column, on PostgreSQL 12 to 18.

    Args:
        possible: there is a way to convert the values; where not, nothing else here means anything.
        using: the types to cast the column to, one after the other, in USING; empty where the statement needs none.
        rewrite: the table and all its indexes are written anew.
        index: what becomes of the file of a plain index on the column. An index with an expression or a condition that
            names the column is always rebuilt.
        can_fail: the old type has a value that has none in the new type: the statement fails when a row has it.
        lossy: values are rounded, cut, or become the same as others.
        needs_utc: the result depends on the session's TimeZone, and so does the rewrite between timestamps: this
            answer holds for UTC.
    """

    possible: bool
    using: tuple[str, ...] = ()
    rewrite: bool
    index: Literal["kept", "rebuilt"]
    can_fail: bool
    lossy: bool
    needs_utc: bool = False


_UNCHANGED = TypeChange(possible=True, rewrite=False, index="kept", can_fail=False, lossy=False)
_IMPOSSIBLE = TypeChange(possible=False, rewrite=True, index="rebuilt", can_fail=True, lossy=True)


def type_change(
    old: str,
    new: str,
    *,
    old_collation: str | None = None,
    new_collation: str | None = None,
    domains: Iterable[Domain] = (),
    enums: Iterable[Enum] = (),
) -> TypeChange:
    """What it costs to change the type of a column.

    Types that are neither built in nor among the domains and enums, such as those of extensions, cost the most.

    Args:
        old: the column's type.
        new: the type that it is to have.
        old_collation: the column's own collation, None for the type's.
        new_collation: the collation that it is to have, None for the type's.
        domains: the domains of the schema.
        enums: the enums of the schema.

    Raises:
        SqlError: one of the two is no type that a column can have.
    """
    domains, enums = tuple(domains), tuple(enums)
    before, after = column_type(old, domains, enums), column_type(new, domains, enums)
    change = (
        _UNCHANGED if canonical_type(old) == canonical_type(new) else _converted(before, after, canonical_type(new))
    )
    recollated = old_collation != new_collation and before.base in COLLATED and after.base in COLLATED
    return replace(change, index="rebuilt") if recollated else change


def _converted(old: ColumnType, new: ColumnType, name: str) -> TypeChange:
    path = _path(old, new, name)
    if path is None:
        return _IMPOSSIBLE
    if not (_is_known(old) and _is_known(new)):
        return replace(_IMPOSSIBLE, possible=True, using=path)
    rewrite, loss = _rewrites(old, new), value_loss(old, new)
    return TypeChange(
        possible=True,
        using=path,
        rewrite=rewrite,
        index="rebuilt" if rewrite or _operators(old) != _operators(new) else "kept",
        can_fail=loss.can_fail or new.constrained,
        lossy=loss.lossy,
        needs_utc=_is_zoned(old, new),
    )


def _path(old: ColumnType, new: ColumnType, name: str) -> tuple[str, ...] | None:
    """The casts that USING needs, None where there are none."""
    if (old.base, old.array) == (new.base, new.array):
        return ()
    cast = cast_between(old, new)
    if cast is not None:
        return (name,) if cast is Cast.EXPLICIT else ()
    if not (_is_known(old) and _is_known(new)):
        return (name,)
    between_enums = old.values is not None and new.values is not None and old.array == new.array
    return ("text[]" if new.array else "text", name) if between_enums else None


def _rewrites(old: ColumnType, new: ColumnType) -> bool:
    """What ATColumnChangeRequiresRewrite (the server's tablecmds.c) finds after the planner dropped what is idle."""
    if new.constrained:
        return True
    if (old.base, old.array) == (new.base, new.array):
        # The modifiers under a domain are not those of the column.
        return not _keeps_modifiers(replace(old, length=None, scale=None, fields="") if old.domain else old, new)
    if old.array or new.array:
        return True
    if {old.base, new.base} == _TIMESTAMPS:
        return new.length not in {None, _SECONDS}
    return cast_between(old, new) is not Cast.BINARY or new.length is not None


def _keeps_modifiers(old: ColumnType, new: ColumnType) -> bool:
    """True when the planner knows that the new modifiers change no value."""
    before, after = (old.length, old.scale, old.fields), (new.length, new.scale, new.fields)
    if before == after or after == (None, None, ""):
        return True
    if old.array:
        return False
    if old.base == "interval":
        return interval_keeps(old, new)
    wider = old.length is not None and new.length is not None and new.length >= old.length
    if old.base in _CLOCKS:
        return wider or new.length == _SECONDS
    return wider and old.base in _WIDENED and old.scale == new.scale


def _operators(each: ColumnType) -> tuple[str, bool]:
    return _OPERATORS.get(each.base, each.base), each.array


def _is_known(each: ColumnType) -> bool:
    return each.built_in or each.values is not None


def _is_zoned(old: ColumnType, new: ColumnType) -> bool:
    if new.base == _TIMESTAMPTZ or old.base == _TIMESTAMPTZ:
        return old.base != new.base or old.array != new.array
    return new.base == _TIMETZ and old.base != _TIMETZ
