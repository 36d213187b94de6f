"""Who may do what with a table: row-level security, its policies, privileges."""

from __future__ import annotations

from wesley.ir.access import Grant
from wesley.ir.policy import Policy
from wesley.ir.table import Table
from wesley.targets.pgtap.expected import policy_ddl
from wesley.targets.pgtap.script import Line, invoke, test
from wesley.targets.pgtap.table import real, same

ALL_PRIVILEGES = ("DELETE", "INSERT", "REFERENCES", "SELECT", "TRIGGER", "TRUNCATE", "UPDATE")


def row_security(table: Table) -> list[Line]:
    """The flags, the exact set of policies, and of each policy its mode, command, roles and expressions."""
    flags = "enabled" if table.row_security else "disabled"
    flags += ", forced" if table.force_row_security else ""
    names = tuple(sorted(policy.name for policy in table.policies))
    lines = [
        test(
            f"row-level security of {table.name} is {flags}", "is", invoke("pg_temp.row_security", real(table)), flags
        ),
        test(f"{table.name} has exactly its policies", "is", invoke("pg_temp.policies", real(table)), names),
    ]
    for policy in table.policies:
        lines += _policy(table, policy)
    return lines


def _policy(table: Table, policy: Policy) -> list[Line]:
    return [
        test(f"the expected form of policy {policy.name} can be built", "lives_ok", policy_ddl(table, policy)),
        same(table, "policy", policy.name, f"policy {policy.name} is the expected one"),
    ]


def grants(table: Table, roles: tuple[str, ...]) -> list[Line]:
    """The exact privileges of each role of the schema, and of PUBLIC."""
    return [_granted(table, role) for role in roles]


def _granted(table: Table, role: str) -> Line:
    wanted = privileges(table.grants, role)
    return test(f"{role} has on {table.name}: {wanted}", "is", invoke("pg_temp.privileges", real(table), role), wanted)


def privileges(granted: tuple[Grant, ...], role: str) -> str:
    """What a role is granted: `SELECT, UPDATE (name)`; `none` when nothing is."""
    columns: dict[str, set[str]] = {}
    whole: set[str] = set()
    for grant in granted:
        if grant.role != role:
            continue
        for privilege in ALL_PRIVILEGES if "ALL" in grant.privileges else grant.privileges:
            if grant.columns:
                columns.setdefault(privilege, set()).update(grant.columns)
            else:
                whole.add(privilege)
    words = [f"{privilege} ({', '.join(sorted(names))})" for privilege, names in columns.items()]
    return ", ".join(sorted((*whole, *words))) or "none"
