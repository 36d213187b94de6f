"""Policies of row-level security."""

from __future__ import annotations

from typing import NamedTuple

from wesley.ir.policy import Policy, PolicyCommand
from wesley.postgres.catalog.names import Names
from wesley.postgres.catalog.scope import Scope, own
from wesley.postgres.catalog.server import printed_if
from wesley.postgres.session import Session
from wesley.sql.printed import printed_expression

_POLICIES = """
SELECT p.polrelid, c.relname, p.polname, p.polpermissive, p.polcmd::text,
    (SELECT array_agg(CASE role WHEN 0 THEN 'public' ELSE pg_get_userbyid(role)::text END)
     FROM unnest(p.polroles) role),
    p.polqual IS NOT NULL, pg_get_expr(p.polqual, p.polrelid),
    p.polwithcheck IS NOT NULL, pg_get_expr(p.polwithcheck, p.polrelid)
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT c.relispartition AND {in_scope} AND {own}
"""

_COMMANDS = {
    "*": PolicyCommand.ALL,
    "r": PolicyCommand.SELECT,
    "a": PolicyCommand.INSERT,
    "w": PolicyCommand.UPDATE,
    "d": PolicyCommand.DELETE,
}


class _Row(NamedTuple):
    relation: int
    table: str
    name: str
    is_permissive: bool
    command: str
    roles: list[str]
    has_using: bool
    using: str | None
    has_check: bool
    check: str | None


def read_policies(session: Session, scope: Scope, names: Names) -> dict[int, tuple[Policy, ...]]:
    """The policies by oid of their table, without those of partitions.

    Raises:
        StatementError: the server refused it.
    """
    sql = _POLICIES.format(in_scope=scope.names("n.nspname"), own=own("pg_class", "c.oid"))
    found: dict[int, list[Policy]] = {}
    for row in (_Row(*row) for row in session.rows(sql)):
        found.setdefault(row.relation, []).append(_policy(row, names))
    return {oid: tuple(policies) for oid, policies in found.items()}


def _policy(row: _Row, names: Names) -> Policy:
    using = printed_if(row.has_using, row.using)
    check = printed_if(row.has_check, row.check)
    return Policy(
        name=row.name,
        permissive=row.is_permissive,
        command=_COMMANDS[row.command],
        roles=tuple(sorted(row.roles)),
        using=None if using is None else printed_expression(using, row.table, names.brought),
        check=None if check is None else printed_expression(check, row.table, names.brought),
    )
