"""Views and materialized views."""

from __future__ import annotations

from msgspec import Struct

from wesley.ir.access import Grant
from wesley.ir.column import Column
from wesley.ir.expression import Expression
from wesley.ir.index import Index
from wesley.ir.origin import NOWHERE, Origin


class View(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """CREATE [MATERIALIZED] VIEW.

    Args:
        schema, name: where it lives.
        query: the SELECT that defines it.
        columns: its columns, in order; only name, type and comment say something, all others stay at their defaults.
        materialized: MATERIALIZED.
        security_invoker: evaluated with the rights of who asks (PostgreSQL 15); never for a materialized view.
        parameters: its other options (`check_option`, `security_barrier`; storage parameters), sorted by name.
        indexes: the indexes of a materialized view.
        depends_on: `(schema, name)` of the tables and views of this schema that it reads, sorted.
        comment: text of COMMENT ON VIEW.
        grants: who may read it, sorted.
        origin: where it was written.
    """

    schema: str
    name: str
    query: Expression
    columns: tuple[Column, ...] = ()
    materialized: bool = False
    security_invoker: bool = True
    parameters: tuple[tuple[str, str], ...] = ()
    indexes: tuple[Index, ...] = ()
    depends_on: tuple[tuple[str, str], ...] = ()
    comment: str | None = None
    grants: tuple[Grant, ...] = ()
    origin: Origin = NOWHERE
