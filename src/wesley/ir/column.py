"""A column of a table."""

from __future__ import annotations

from msgspec import Struct

from wesley.ir.expression import Expression
from wesley.ir.origin import NOWHERE, UNPLACED, Origin, Position


class Identity(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`GENERATED { ALWAYS | BY DEFAULT } AS IDENTITY`.

    Args:
        always: True for ALWAYS: an INSERT may not give a value.
        start: first value; PostgreSQL's own default (1) when None.
        increment: step; PostgreSQL's own default (1) when None.
        minimum, maximum, cache: as CREATE SEQUENCE; None for PostgreSQL's own default of the column's type.
        cycle: CYCLE.
    """

    always: bool = True
    start: int | None = None
    increment: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    cache: int | None = None
    cycle: bool = False


class Generated(Struct, frozen=True, kw_only=True):
    """`GENERATED ALWAYS AS (expression) { STORED | VIRTUAL }`."""

    expression: Expression
    stored: bool


class Column(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A column, as `pg_attribute` holds it.

    Args:
        name: name in the database.
        type: the type as `format_type()` prints it with an empty search path: `integer`, `numeric(12,2)`,
            `timestamp with time zone`, `text[]`, `public.status`; quoted where SQL needs quotes.
        nullable: False for NOT NULL.
        not_null_valid: False for a NOT NULL that was added NOT VALID and is not validated yet (PostgreSQL 18).
        default: DEFAULT expression.
        identity: set for an identity column.
        generated: set for a generated column.
        collation: name of a collation other than the type's own.
        compression: `pglz` or `lz4`.
        storage: PLAIN, EXTERNAL, EXTENDED or MAIN where it is not the type's own.
        statistics: target of SET STATISTICS; None for the server's default.
        comment: text of COMMENT ON COLUMN.
        position: its place in the table, outside every comparison.
        origin: where it was written.
    """

    name: str
    type: str
    nullable: bool = True
    not_null_valid: bool = True
    default: Expression | None = None
    identity: Identity | None = None
    generated: Generated | None = None
    collation: str | None = None
    compression: str | None = None
    storage: str | None = None
    statistics: int | None = None
    comment: str | None = None
    position: Position = UNPLACED
    origin: Origin = NOWHERE
