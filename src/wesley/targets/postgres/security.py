"""Who may see and do what: policies, the switches of row-level security, grants."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.schema import Physical
from wesley.sql.ddl.grant import grant_on_namespace, grant_on_table
from wesley.sql.ddl.policy import create_policy, enable_row_security, force_row_security
from wesley.targets.postgres.statement import written


def row_security(physical: Physical) -> Iterator[str]:
    """Policies before the switches: at no moment is a table closed for want of a policy."""
    for table in physical.tables:
        for policy in table.policies:
            yield written(policy.origin, create_policy, table.schema, table.name, policy)
    for table in physical.tables:
        if table.row_security:
            yield written(table.origin, enable_row_security, table.schema, table.name)
        if table.force_row_security:
            yield written(table.origin, force_row_security, table.schema, table.name)


def grants(physical: Physical) -> Iterator[str]:
    """The grants on schemas, tables and views."""
    for namespace in physical.namespaces:
        for grant in namespace.grants:
            yield written(grant.origin, grant_on_namespace, namespace.name, grant)
    for table in physical.tables:
        for grant in table.grants:
            yield written(grant.origin, grant_on_table, table.schema, table.name, grant)
    for view in physical.views:
        for grant in view.grants:
            yield written(grant.origin, grant_on_table, view.schema, view.name, grant)
