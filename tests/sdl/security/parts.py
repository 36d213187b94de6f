"""What a compiled schema says of row-level security, short enough to compare."""

from __future__ import annotations

from typing import NamedTuple

from wesley.ir.schema import Schema
from wesley.ir.table import Table

TENANT = "org_id = (SELECT (NULLIF(current_setting('app.tenant_id', true), ''))::uuid)"
OWNER = "user_id = (SELECT (NULLIF(current_setting('app.user_id', true), ''))::uuid)"


class Said(NamedTuple):
    """A policy: mode, command, roles (with spaces between), USING and WITH CHECK."""

    mode: str
    command: str
    roles: str
    using: str
    check: str


def table_of(schema: Schema, name: str) -> Table:
    return next(table for table in schema.physical.tables if table.name == name)


def policies_of(schema: Schema, name: str) -> dict[str, Said]:
    return {
        policy.name: Said(
            "PERMISSIVE" if policy.permissive else "RESTRICTIVE",
            policy.command.value,
            " ".join(policy.roles),
            "" if policy.using is None else policy.using.sql,
            "" if policy.check is None else policy.check.sql,
        )
        for policy in table_of(schema, name).policies
    }


def grants_of(schema: Schema, name: str) -> list[str]:
    """The grants of a table or view as they are written: `SELECT, UPDATE (title) TO app_user`."""
    owners = {value.name: value.grants for value in (*schema.physical.views,)}
    owners |= {value.name: value.grants for value in (*schema.physical.tables,)}
    return [
        f"{', '.join(grant.privileges)}{' (' + ', '.join(grant.columns) + ')' if grant.columns else ''} TO {grant.role}"
        for grant in owners[name]
    ]
