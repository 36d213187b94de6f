"""Who may see and do what: policies, the switches of row-level security, grants."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.view import View
from wesley.memory.memory import Memory
from wesley.sql.ddl.grant import grant_on_namespace, grant_on_table
from wesley.sql.ddl.policy import create_policy, enable_row_security, force_row_security
from wesley.targets.postgres.statement import of_each, written


def row_security(physical: Physical, memory: Memory | None = None) -> Iterator[str]:
    """Policies before the switches: at no moment is a table closed for want of a policy."""
    yield from of_each(memory, "policies", physical.tables, _policies)
    yield from of_each(memory, "switches", physical.tables, _switches)


def _policies(table: Table) -> Iterator[str]:
    for policy in table.policies:
        yield written(policy.origin, create_policy, table.schema, table.name, policy)


def _switches(table: Table) -> Iterator[str]:
    if table.row_security:
        yield written(table.origin, enable_row_security, table.schema, table.name)
    if table.force_row_security:
        yield written(table.origin, force_row_security, table.schema, table.name)


def grants(physical: Physical, memory: Memory | None = None) -> Iterator[str]:
    """The grants on schemas, tables and views."""
    for namespace in physical.namespaces:
        for grant in namespace.grants:
            yield written(grant.origin, grant_on_namespace, namespace.name, grant)
    yield from of_each(memory, "grants", physical.tables, _grants)
    yield from of_each(memory, "grants on views", physical.views, _grants)


def _grants(relation: Table | View) -> Iterator[str]:
    for grant in relation.grants:
        yield written(grant.origin, grant_on_table, relation.schema, relation.name, grant)
