"""Row-level security is on, and no policy permits anything."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.problems.problem import Code, Problem, Severity
from wesley.sdl.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Look at every table with row-level security."""
    for table in subject.schema.physical.tables:
        if table.row_security and not any(policy.permissive for policy in table.policies):
            yield Problem(
                code=MISSING_POLICY.code,
                message=f"no policy permits anything: nobody but a superuser sees a row of `{table.name}`",
                origin=table.origin,
                help='say who may do what: `@rls(select: "...")`; a table that is closed on purpose says '
                '`@lint(ignore: ["W508"], reason: "...")`',
            )


MISSING_POLICY = Rule(
    Code(
        code="W508",
        name="missing-policy",
        summary="Row-level security is on, and no policy permits anything.",
        why="Without a permissive policy every row is denied (PostgreSQL manual, 5.9), to the owner too with FORCE. "
        "That may be meant, and often it is a policy that was forgotten.",
        bad='"A note."\ntype Note @table @rls {\n  id: ID! @primaryKey\n}',
        good='"A note."\ntype Note @table @rls(preset: "authenticated") {\n  id: ID! @primaryKey\n}',
        severity=Severity.WARNING,
    ),
    check,
)
