"""A policy lets the application see or write every row."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.policy import Policy, PolicyCommand
from wesley.ir.table import Table
from wesley.problems.problem import Code, Problem, Severity
from wesley.sdl.rule import Rule, Subject

_PUBLIC = ("public",)


def check(subject: Subject) -> Iterator[Problem]:
    """Look at permissive policies for the application or everybody; a restrictive policy for the same limits them."""
    for table in subject.schema.physical.tables:
        seen: set[tuple[str, int, int]] = set()
        for policy in table.policies:
            if _is_open(table, policy, subject.settings.tenancy.role) and policy.origin.place() not in seen:
                seen.add(policy.origin.place())
                yield Problem(
                    code=POLICY_ALWAYS_TRUE.code,
                    message=f"the policy `{policy.name}` lets {' and '.join(policy.roles)} "
                    f"{_WORDS[policy.command]} every row of `{table.name}`",
                    origin=policy.origin,
                    help='for rows that everybody may read, say `@rls(preset: "public-read")`',
                )


_WORDS = {
    PolicyCommand.ALL: "see and write",
    PolicyCommand.SELECT: "see",
    PolicyCommand.INSERT: "insert",
    PolicyCommand.UPDATE: "update",
    PolicyCommand.DELETE: "delete",
}


def _is_open(table: Table, policy: Policy, role: str) -> bool:
    conditions = [condition.sql for condition in (policy.using, policy.check) if condition is not None]
    if not policy.permissive or "true" not in conditions or not {role, *_PUBLIC} & set(policy.roles):
        return False
    is_public_read = policy.command is PolicyCommand.SELECT and policy.roles == _PUBLIC
    return not is_public_read and not any(_limits(other, policy) for other in table.policies)


def _limits(other: Policy, policy: Policy) -> bool:
    same_command = other.command in (PolicyCommand.ALL, policy.command)
    return not other.permissive and same_command and (set(policy.roles) <= set(other.roles) or other.roles == _PUBLIC)


POLICY_ALWAYS_TRUE = Rule(
    Code(
        code="W502",
        name="policy-always-true",
        summary="A policy lets the application see or write every row.",
        why="Row-level security with `true` looks like protection and is none. Reading by everybody has a word of its "
        'own: `preset: "public-read"`.',
        bad='"A note."\ntype Note @table @rls(select: "true", insert: "true") {\n  id: ID! @primaryKey\n}',
        good='"A note."\ntype Note @table @rls(preset: "public-read") {\n  id: ID! @primaryKey\n}',
        severity=Severity.WARNING,
    ),
    check,
)
