"""Privileges: on schemas, tables, views and columns as grants, without the owner's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

from wesley.ir.access import Grant
from wesley.ir.unmanaged import Unmanaged
from wesley.postgres.catalog.scope import Scope, own
from wesley.postgres.session import Session

_GRANTS = """
SELECT 'relation', c.oid, NULL, n.nspname, c.relname, {words}
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) g
WHERE {in_scope} AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
    AND g.grantee <> c.relowner AND {own_relation}
UNION ALL
SELECT 'relation', c.oid, a.attname, n.nspname, c.relname, {words}
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN LATERAL aclexplode(a.attacl) g
WHERE {in_scope} AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition AND NOT a.attisdropped
    AND g.grantee <> c.relowner AND {own_relation}
UNION ALL
SELECT 'schema', n.oid, NULL, n.nspname, n.nspname, {words}
FROM pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) g
WHERE {in_scope} AND g.grantee <> n.nspowner AND {own_namespace}
"""
_WORDS = """CASE g.grantee WHEN 0 THEN 'public' ELSE pg_get_userbyid(g.grantee)::text END,
    g.privilege_type, g.is_grantable"""


class _Granted(NamedTuple):
    kind: str
    oid: int
    column: str | None
    schema: str
    name: str
    role: str
    privilege: str
    is_grantable: bool


class Grants(Struct, frozen=True):
    """The grants by oid of the object, and what of them the IR cannot hold."""

    of_relation: dict[int, tuple[Grant, ...]]
    of_schema: dict[int, tuple[Grant, ...]]
    unmanaged: tuple[Unmanaged, ...]


def read_grants(session: Session, scope: Scope) -> Grants:
    """The grants on schemas, tables, views and their columns.

    Raises:
        StatementError: the server refused it.
    """
    sql = _GRANTS.format(
        words=_WORDS,
        in_scope=scope.names("n.nspname"),
        own_relation=own("pg_class", "c.oid"),
        own_namespace=own("pg_namespace", "n.oid"),
    )
    rows = [_Granted(*row) for row in session.rows(sql)]
    return Grants(
        _by_object(row for row in rows if row.kind == "relation"),
        _by_object(row for row in rows if row.kind == "schema"),
        tuple(dict.fromkeys(_grantable(row) for row in rows if row.is_grantable)),
    )


def _by_object(rows: Iterable[_Granted]) -> dict[int, tuple[Grant, ...]]:
    whole: dict[tuple[int, str], set[str]] = {}
    limited: dict[tuple[int, str], dict[str, set[str]]] = {}
    for row in rows:
        key = (row.oid, row.role)
        if row.column is None:
            whole.setdefault(key, set()).add(row.privilege)
        else:
            limited.setdefault(key, {}).setdefault(row.privilege, set()).add(row.column)
    found: dict[int, list[Grant]] = {}
    for key in sorted({*whole, *limited}):
        found.setdefault(key[0], []).extend(_of_role(key[1], whole.get(key, set()), limited.get(key, {})))
    return {oid: tuple(grants) for oid, grants in found.items()}


def _of_role(role: str, whole: set[str], limited: dict[str, set[str]]) -> list[Grant]:
    """One grant for the whole object, and one for each set of columns; what the whole has, no column repeats."""
    grants = [Grant(role=role, privileges=tuple(sorted(whole)))] if whole else []
    by_columns: dict[tuple[str, ...], list[str]] = {}
    for privilege, columns in sorted(limited.items()):
        if privilege not in whole:
            by_columns.setdefault(tuple(sorted(columns)), []).append(privilege)
    grants += [
        Grant(role=role, privileges=tuple(privileges), columns=columns)
        for columns, privileges in sorted(by_columns.items())
    ]
    return grants


def _grantable(row: _Granted) -> Unmanaged:
    is_schema = row.kind == "schema"
    return Unmanaged(
        kind="grant option",
        schema=row.schema,
        name=row.role,
        table=None if is_schema else row.name,
        reason="WITH GRANT OPTION",
    )
