"""Columns of tables, views and materialized views."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from wesley.ir.column import Column, Generated, Identity
from wesley.ir.origin import Position
from wesley.postgres.catalog.names import Names
from wesley.postgres.catalog.scope import Scope, own
from wesley.postgres.catalog.server import printed, printed_if
from wesley.postgres.session import Session
from wesley.sql.printed import printed_expression, without_extension_schema

_COLUMNS = """
SELECT a.attrelid, c.relname, a.attname, a.attnum, a.atttypid, format_type(a.atttypid, a.atttypmod), a.attnotnull,
    d.oid IS NOT NULL, pg_get_expr(d.adbin, d.adrelid), a.attgenerated::text,
    a.attcollation, a.attcollation <> t.typcollation,
    {compression},
    CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END,
    CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END,
    remark.description, {pending}
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    LEFT JOIN pg_description remark ON remark.classoid = 'pg_class'::regclass AND remark.objoid = a.attrelid
        AND remark.objsubid = a.attnum
    {join_pending}
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
    AND {in_scope} AND {own}
"""
_COMPRESSION_SINCE = 14
# A NOT NULL that is not validated, which 18 has (manual of 18, ALTER TABLE, NOT VALID).
_PENDING = """LEFT JOIN (SELECT k.conrelid, k.conkey[1] AS number FROM pg_constraint k
               WHERE k.contype = 'n' AND NOT k.convalidated) pending
        ON pending.conrelid = a.attrelid AND pending.number = a.attnum"""
_PENDING_SINCE = 18

_COMPRESSIONS = {"p": "pglz", "l": "lz4"}
_STORAGES = {"p": "PLAIN", "e": "EXTERNAL", "m": "MAIN", "x": "EXTENDED"}


class _Row(NamedTuple):
    relation: int
    table: str
    name: str
    number: int
    type_oid: int
    type: str
    not_null: bool
    has_default: bool
    default: str | None
    generated: str
    collation: int
    has_own_collation: bool
    compression: str
    storage: str | None
    statistics: int | None
    comment: str | None
    is_pending: bool


class Attribute(Struct, frozen=True):
    """A column with the oids of its type and collation."""

    column: Column
    type_oid: int
    collation_oid: int


def read_columns(
    session: Session, scope: Scope, names: Names, identities: dict[tuple[int, int], Identity]
) -> dict[int, dict[int, Attribute]]:
    """The columns by oid of the relation and number.

    Args:
        session: the server.
        scope: what to read.
        names: what extensions have brought.
        identities: the identities by oid of the table and number of the column.

    Raises:
        StatementError: the server refused it.
    """
    sql = _COLUMNS.format(
        compression=scope.since(_COMPRESSION_SINCE, "a.attcompression::text", "''"),
        pending=scope.since(_PENDING_SINCE, "pending.number IS NOT NULL", "false"),
        join_pending=scope.since(_PENDING_SINCE, _PENDING, ""),
        in_scope=scope.names("n.nspname"),
        own=own("pg_class", "c.oid"),
    )
    found: dict[int, dict[int, Attribute]] = {}
    for row in (_Row(*row) for row in session.rows(sql)):
        column = _column(row, names, identities.get((row.relation, row.number)))
        found.setdefault(row.relation, {})[row.number] = Attribute(column, row.type_oid, row.collation)
    return found


def _column(row: _Row, names: Names, identity: Identity | None) -> Column:
    text = printed_if(row.has_default, row.default)
    value = None if text is None else printed_expression(text, row.table, names.brought)
    generated = None if value is None or not row.generated else Generated(expression=value, stored=row.generated == "s")
    return Column(
        name=row.name,
        type=without_extension_schema(printed(row.type), names.brought.types),
        nullable=not row.not_null,
        not_null_valid=not row.is_pending,
        default=None if generated is not None else value,
        identity=identity,
        generated=generated,
        collation=names.collations.get(row.collation) if row.has_own_collation else None,
        compression=_COMPRESSIONS.get(row.compression),
        storage=None if row.storage is None else _STORAGES[row.storage],
        statistics=row.statistics,
        comment=row.comment,
        position=Position(row.number),
    )
