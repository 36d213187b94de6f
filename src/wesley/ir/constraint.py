"""The constraints of a table: primary key, unique, foreign key, check, exclusion."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from wesley.ir.expression import Expression
from wesley.ir.index import IndexKey
from wesley.ir.origin import NOWHERE, Origin


class Deferrable(StrEnum):
    """When a constraint is checked (CREATE TABLE, `DEFERRABLE`)."""

    NO = "NO"
    INITIALLY_IMMEDIATE = "INITIALLY_IMMEDIATE"
    INITIALLY_DEFERRED = "INITIALLY_DEFERRED"


class ReferentialAction(StrEnum):
    """What happens to referencing rows (CREATE TABLE, `ON DELETE`, `ON UPDATE`)."""

    NO_ACTION = "NO_ACTION"
    RESTRICT = "RESTRICT"
    CASCADE = "CASCADE"
    SET_NULL = "SET_NULL"
    SET_DEFAULT = "SET_DEFAULT"


class PrimaryKey(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """PRIMARY KEY; `columns` in key order, database names."""

    name: str
    columns: tuple[str, ...]
    include: tuple[str, ...] = ()
    deferrable: Deferrable = Deferrable.NO
    origin: Origin = NOWHERE


class Unique(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """UNIQUE; a unique *index* (partial, on an expression) is an `Index`."""

    name: str
    columns: tuple[str, ...]
    include: tuple[str, ...] = ()
    nulls_not_distinct: bool = False
    deferrable: Deferrable = Deferrable.NO
    origin: Origin = NOWHERE


class ForeignKey(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """FOREIGN KEY.

    Args:
        name: constraint name.
        columns: referencing columns.
        ref_schema, ref_table, ref_columns: what they refer to; as many columns as `columns`.
        on_delete, on_update: referential actions.
        set_columns: the column list of ON DELETE SET NULL or SET DEFAULT (PostgreSQL 15); empty for all.
        deferrable: when it is checked.
        match_full: MATCH FULL; otherwise MATCH SIMPLE.
        valid: False while it is NOT VALID.
        origin: where it was written.
    """

    name: str
    columns: tuple[str, ...]
    ref_schema: str
    ref_table: str
    ref_columns: tuple[str, ...]
    on_delete: ReferentialAction = ReferentialAction.NO_ACTION
    on_update: ReferentialAction = ReferentialAction.NO_ACTION
    set_columns: tuple[str, ...] = ()
    deferrable: Deferrable = Deferrable.NO
    match_full: bool = False
    valid: bool = True
    origin: Origin = NOWHERE


class Check(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """CHECK (expression); `valid` is False while it is NOT VALID."""

    name: str
    expression: Expression
    no_inherit: bool = False
    valid: bool = True
    origin: Origin = NOWHERE


class ExclusionElement(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One `key WITH operator` of an exclusion constraint."""

    key: IndexKey
    operator: str


class Exclusion(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """EXCLUDE USING method (elements) WHERE (predicate)."""

    name: str
    method: str
    elements: tuple[ExclusionElement, ...]
    where: Expression | None = None
    deferrable: Deferrable = Deferrable.NO
    origin: Origin = NOWHERE
