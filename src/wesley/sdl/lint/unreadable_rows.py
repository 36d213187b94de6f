"""A role may change rows that it cannot read."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.policy import PolicyCommand
from wesley.problems.problem import Code, Problem, Severity
from wesley.sdl.rule import Rule, Subject

_CHANGES = (PolicyCommand.UPDATE, PolicyCommand.DELETE)
_READS = (PolicyCommand.SELECT, PolicyCommand.ALL)


def check(subject: Subject) -> Iterator[Problem]:
    """Compare the roles of the permissive policies of every table."""
    for table in subject.schema.physical.tables:
        permissive = [policy for policy in table.policies if policy.permissive]
        readers = {role for policy in permissive if policy.command in _READS for role in policy.roles}
        reported: set[str] = set()
        for policy in permissive:
            blind = set() if "public" in readers else set(policy.roles) - readers - reported
            if policy.command in _CHANGES and blind:
                reported |= blind
                yield Problem(
                    code=UNREADABLE_ROWS.code,
                    message=f"{' and '.join(sorted(blind))} may {policy.command} rows of `{table.name}`, and no "
                    "policy lets that role SELECT any",
                    origin=policy.origin,
                    help="say with `select` which rows it may read",
                )


UNREADABLE_ROWS = Rule(
    Code(
        code="W509",
        name="unreadable-rows",
        summary="A role may change rows that no policy lets it read.",
        why="An UPDATE or DELETE with a WHERE clause, or with RETURNING, reads the row first, and the policies for "
        "SELECT apply to that (PostgreSQL manual, CREATE POLICY): it finds nothing.",
        bad='"A note."\ntype Note @table @rls(update: "author = \'x\'") {\n  id: ID! @primaryKey\n  author: String!\n}',
        good='"A note."\ntype Note @table @rls(select: "author = \'x\'", update: "author = \'x\'") {\n'
        "  id: ID! @primaryKey\n  author: String!\n}",
        severity=Severity.WARNING,
    ),
    check,
)
