"""Enums and domains."""

from __future__ import annotations

from typing import NamedTuple

from wesley.ir.constraint import Check
from wesley.ir.domain import Domain
from wesley.ir.enum import Enum
from wesley.postgres.catalog.names import Names
from wesley.postgres.catalog.scope import Scope, comment, own
from wesley.postgres.catalog.server import printed, printed_if
from wesley.postgres.session import Session
from wesley.sql.printed import printed_expression, without_extension_schema

_ENUMS = """
SELECT n.nspname, t.typname, {comment},
    (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'e' AND {in_scope} AND {own}
"""

_DOMAINS = """
SELECT n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod), t.typnotnull,
    t.typdefaultbin IS NOT NULL, pg_get_expr(t.typdefaultbin, 0),
    CASE WHEN t.typcollation <> b.typcollation THEN t.typcollation END, {comment},
    (SELECT json_agg(json_build_array(k.conname, pg_get_expr(k.conbin, 0), k.convalidated) ORDER BY k.conname)
     FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c')
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_type b ON b.oid = t.typbasetype
WHERE t.typtype = 'd' AND {in_scope} AND {own}
"""


class _DomainRow(NamedTuple):
    schema: str
    name: str
    type: str
    not_null: bool
    has_default: bool
    default: str | None
    collation: int | None
    comment: str | None
    checks: list[tuple[str, str | None, bool]] | None


def read_enums(session: Session, scope: Scope) -> tuple[Enum, ...]:
    """The enums that have values.

    Raises:
        StatementError: the server refused it.
    """
    sql = _ENUMS.format(
        comment=comment("pg_type", "t.oid"), in_scope=scope.names("n.nspname"), own=own("pg_type", "t.oid")
    )
    return tuple(
        Enum(schema=schema, name=name, values=tuple(values), comment=remark)
        for schema, name, remark, values in session.rows(sql)
        if values
    )


def read_domains(session: Session, scope: Scope, names: Names) -> tuple[Domain, ...]:
    """The domains.

    Raises:
        StatementError: the server refused it.
    """
    sql = _DOMAINS.format(
        comment=comment("pg_type", "t.oid"), in_scope=scope.names("n.nspname"), own=own("pg_type", "t.oid")
    )
    return tuple(_domain(_DomainRow(*row), names) for row in session.rows(sql))


def _domain(row: _DomainRow, names: Names) -> Domain:
    checks = [
        Check(name=name, expression=printed_expression(printed(text), "", names.brought), valid=is_valid)
        for name, text, is_valid in row.checks or ()
    ]
    default = printed_if(row.has_default, row.default)
    return Domain(
        schema=row.schema,
        name=row.name,
        type=without_extension_schema(printed(row.type), names.brought.types),
        nullable=not row.not_null,
        default=None if default is None else printed_expression(default, "", names.brought),
        collation=None if row.collation is None else names.collations.get(row.collation),
        checks=tuple(sorted(checks, key=lambda check: check.name)),
        comment=row.comment,
    )
