"""Constraints of tables: primary keys, uniques, foreign keys, checks, exclusions."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from wesley.ir.constraint import (
    Check,
    Deferrable,
    Exclusion,
    ExclusionElement,
    ForeignKey,
    PrimaryKey,
    ReferentialAction,
    Unique,
)
from wesley.ir.unmanaged import Reference, Unmanaged
from wesley.postgres.catalog.columns import Attribute
from wesley.postgres.catalog.indexes import IndexRow, included, index_keys
from wesley.postgres.catalog.names import Names
from wesley.postgres.catalog.scope import Scope, own
from wesley.postgres.catalog.server import printed
from wesley.postgres.session import Session
from wesley.sql.printed import printed_expression

_CONSTRAINTS = """
SELECT k.conrelid, t.nspname, t.relname, k.conname, k.contype::text, k.condeferrable, k.condeferred, k.convalidated,
    k.connoinherit, k.conkey::bigint[], k.conindid,
    CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END,
    rn.nspname, r.relname,
    CASE WHEN k.contype = 'f' THEN
        (SELECT array_agg(a.attname::text ORDER BY u.place) FROM unnest(k.confkey) WITH ORDINALITY u (number, place)
         JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number) END,
    k.confdeltype::text, k.confupdtype::text, k.confmatchtype::text, {set_columns},
    CASE WHEN k.contype = 'x' THEN
        (SELECT array_agg(CASE WHEN o.is_plain THEN o.oprname::text END ORDER BY u.place)
         FROM unnest(k.conexclop) WITH ORDINALITY u (number, place)
         JOIN (SELECT one.oid, one.oprname, one.oprnamespace = 'pg_catalog'::regnamespace OR EXISTS
                   (SELECT FROM pg_depend d WHERE d.classid = 'pg_operator'::regclass AND d.objid = one.oid
                    AND d.deptype = 'e') AS is_plain FROM pg_operator one) o ON o.oid = u.number) END,
    {is_enforced}, {is_temporal}
FROM pg_constraint k
    JOIN (SELECT c.oid, n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND {in_scope} AND {own}) t ON t.oid = k.conrelid
    LEFT JOIN pg_class r ON r.oid = k.confrelid AND k.confrelid <> 0
    LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
WHERE k.conparentid = 0 AND k.contype IN ('p', 'u', 'f', 'c', 'x')
"""
_SET_COLUMNS_SINCE = 15
_ENFORCED_SINCE = 18
_TEMPORAL_SINCE = 18

_ACTIONS = {
    "a": ReferentialAction.NO_ACTION,
    "r": ReferentialAction.RESTRICT,
    "c": ReferentialAction.CASCADE,
    "n": ReferentialAction.SET_NULL,
    "d": ReferentialAction.SET_DEFAULT,
}


class ConstraintRow(NamedTuple):
    """A row of pg_constraint."""

    relation: int
    schema: str
    table: str
    name: str
    kind: str
    is_deferrable: bool
    is_deferred: bool
    is_valid: bool
    no_inherit: bool
    numbers: list[int] | None
    index_oid: int
    expression: str | None
    ref_schema: str | None
    ref_table: str | None
    ref_columns: list[str] | None
    on_delete: str
    on_update: str
    match: str
    set_numbers: list[int] | None
    operators: list[str | None] | None
    is_enforced: bool
    is_temporal: bool

    @property
    def deferrable(self) -> Deferrable:
        """When it is checked."""
        if not self.is_deferrable:
            return Deferrable.NO
        return Deferrable.INITIALLY_DEFERRED if self.is_deferred else Deferrable.INITIALLY_IMMEDIATE


class Constraints(Struct, frozen=True, kw_only=True):
    """The constraints of one table."""

    primary_key: PrimaryKey | None = None
    uniques: tuple[Unique, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    checks: tuple[Check, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    unmanaged: tuple[Unmanaged, ...] = ()


Attributes = dict[int, Attribute]


def read_constraints(session: Session, scope: Scope) -> dict[int, tuple[ConstraintRow, ...]]:
    """The rows of pg_constraint by oid of their table, without those of partitions.

    Raises:
        StatementError: the server refused it.
    """
    sql = _CONSTRAINTS.format(
        set_columns=scope.since(_SET_COLUMNS_SINCE, "k.confdelsetcols::bigint[]", "NULL"),
        is_enforced=scope.since(_ENFORCED_SINCE, "k.conenforced", "true"),
        is_temporal=scope.since(_TEMPORAL_SINCE, "k.conperiod", "false"),
        in_scope=scope.names("n.nspname"),
        own=own("pg_class", "c.oid"),
    )
    found: dict[int, list[ConstraintRow]] = {}
    for row in (ConstraintRow(*row) for row in session.rows(sql)):
        found.setdefault(row.relation, []).append(row)
    return {oid: tuple(rows) for oid, rows in found.items()}


def constraints(
    rows: tuple[ConstraintRow, ...], attributes: Attributes, indexes: dict[int, IndexRow], names: Names
) -> Constraints:
    """The constraints of a table.

    Args:
        rows: its rows, as `read_constraints` gives them.
        attributes: its columns by number.
        indexes: the indexes of its constraints by oid.
        names: operator classes, collations and what extensions have brought.
    """
    held = [row for row in rows if not _fault(row)]
    keys = [row for row in held if row.kind == "p"]
    return Constraints(
        primary_key=_primary_key(keys[0], attributes, indexes) if keys else None,
        uniques=tuple(_unique(row, attributes, indexes) for row in held if row.kind == "u"),
        foreign_keys=tuple(_foreign_key(row, attributes) for row in held if row.kind == "f"),
        checks=tuple(_check(row, names) for row in held if row.kind == "c"),
        exclusions=tuple(_exclusion(row, attributes, indexes, names) for row in held if row.kind == "x"),
        unmanaged=tuple(_unmanaged(row, attributes) for row in rows if _fault(row)),
    )


def _fault(row: ConstraintRow) -> str:
    """What of a constraint the IR cannot hold; empty when it can hold it."""
    if not row.is_enforced:
        return "NOT ENFORCED"
    if row.is_temporal:
        return "PERIOD" if row.kind == "f" else "WITHOUT OVERLAPS"
    if row.operators is not None and None in row.operators:
        return "an operator outside pg_catalog"
    return ""


def _primary_key(row: ConstraintRow, attributes: Attributes, indexes: dict[int, IndexRow]) -> PrimaryKey:
    return PrimaryKey(
        name=row.name,
        columns=_columns(row.numbers, attributes),
        include=included(indexes[row.index_oid], attributes),
        deferrable=row.deferrable,
    )


def _unique(row: ConstraintRow, attributes: Attributes, indexes: dict[int, IndexRow]) -> Unique:
    return Unique(
        name=row.name,
        columns=_columns(row.numbers, attributes),
        include=included(indexes[row.index_oid], attributes),
        nulls_not_distinct=indexes[row.index_oid].nulls_not_distinct,
        deferrable=row.deferrable,
    )


def _foreign_key(row: ConstraintRow, attributes: Attributes) -> ForeignKey:
    return ForeignKey(
        name=row.name,
        columns=_columns(row.numbers, attributes),
        ref_schema=row.ref_schema or "",
        ref_table=row.ref_table or "",
        ref_columns=tuple(row.ref_columns or ()),
        on_delete=_ACTIONS[row.on_delete],
        on_update=_ACTIONS[row.on_update],
        set_columns=_columns(row.set_numbers, attributes),
        deferrable=row.deferrable,
        match_full=row.match == "f",
        valid=row.is_valid,
    )


def _check(row: ConstraintRow, names: Names) -> Check:
    return Check(
        name=row.name,
        expression=printed_expression(printed(row.expression), row.table, names.brought),
        no_inherit=row.no_inherit,
        valid=row.is_valid,
    )


def _exclusion(row: ConstraintRow, attributes: Attributes, indexes: dict[int, IndexRow], names: Names) -> Exclusion:
    found = indexes[row.index_oid]
    keys = index_keys(found, attributes, names)
    operators = [operator or "" for operator in row.operators or ()]
    return Exclusion(
        name=row.name,
        method=found.method,
        elements=tuple(
            ExclusionElement(key=key, operator=operator) for key, operator in zip(keys, operators, strict=True)
        ),
        where=None if found.predicate is None else printed_expression(found.predicate, row.table, names.brought),
        deferrable=row.deferrable,
    )


def _unmanaged(row: ConstraintRow, attributes: Attributes) -> Unmanaged:
    columns = _columns(row.numbers, attributes)
    references = {Reference(schema=row.schema, name=row.table, column=column) for column in columns}
    for column in row.ref_columns or ():
        references.add(Reference(schema=row.ref_schema or "", name=row.ref_table or "", column=column))
    return Unmanaged(
        kind="constraint",
        schema=row.schema,
        name=row.name,
        table=row.table,
        reason=_fault(row),
        references=tuple(sorted(references, key=lambda one: (one.schema, one.name, one.column or ""))),
    )


def _columns(numbers: list[int] | None, attributes: Attributes) -> tuple[str, ...]:
    return tuple(attributes[number].column.name for number in numbers or () if number > 0)
