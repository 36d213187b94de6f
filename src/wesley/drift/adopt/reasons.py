"""Why an edit could not let the schema say what the database has, where the schema language itself is the reason."""

from __future__ import annotations

from wesley.changes.grants import privileges
from wesley.drift.finding import Finding, Kind
from wesley.ir.policy import Policy, PolicyCommand
from wesley.ir.schema import Physical
from wesley.ir.table import Table

_EVERY = ("SELECT", "INSERT", "UPDATE", "DELETE")
_POLICIES_WITHOUT = "the schema language has no policies without row-level security: enable it, or drop the policies"
_FORCE_WITHOUT = "the schema language forces row-level security only where it is enabled"


def reason(found: Physical, finding: Finding) -> str:
    """The reason; empty where none is known.

    Args:
        found: the database.
        finding: what differs.
    """
    subject = finding.subject
    table = found.table(subject.schema, subject.table or subject.name)
    if table is None or subject.kind not in ("row security", "policy"):
        return ""
    if subject.kind == "row security":
        return _of_row_security(table)
    policy = next((one for one in table.policies if one.name == subject.name), None)
    return "" if policy is None or finding.kind is Kind.MISSING else _of_policy(table, policy)


def _of_row_security(table: Table) -> str:
    if table.row_security:
        return ""
    return _POLICIES_WITHOUT if table.policies else _FORCE_WITHOUT if table.force_row_security else ""


def _of_policy(table: Table, policy: Policy) -> str:
    """A policy of SDL brings what it permits; one for `public` brings it to the role `public`."""
    if not table.row_security:
        return _POLICIES_WITHOUT
    words = _EVERY if policy.command is PolicyCommand.ALL else (policy.command.value,)
    granted = {(role, word) for role, word, _ in privileges(table.grants)}
    lacking = [f"{word} to {role}" for role in policy.roles for word in words if (role, word) not in granted]
    if not lacking or not policy.permissive:
        return ""
    return (
        f"a policy of the schema language grants what it permits, and the database does not: grant {', '.join(lacking)}"
    )
