"""A policy trusts what users can change themselves."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.problems.problem import Code, Problem, Severity
from wesley.sdl.rule import Rule, Subject
from wesley.sdl.security.policy_conditions import policy_conditions

_NAMES = ("user_metadata", "raw_user_meta_data")


def check(subject: Subject) -> Iterator[Problem]:
    """Look at every condition of every policy."""
    for condition in policy_conditions(subject.schema):
        for name in _NAMES:
            if name in condition.expression.sql:
                yield Problem(
                    code=USER_METADATA.code,
                    message=f"the policy `{condition.policy.name}` relies on `{name}`, which users can change",
                    origin=condition.expression.origin,
                    help="use `app_metadata`, which only the server writes",
                )


USER_METADATA = Rule(
    Code(
        code="W505",
        name="user-metadata",
        summary="A policy trusts what users can change themselves.",
        why="In the tokens of Supabase `user_metadata` is written by the user: a policy that reads it lets everybody "
        "choose what they may see.",
        bad="\"A note.\"\ntype Note @table @rls(select: \"org = (SELECT auth.jwt() -> 'user_metadata' ->> 'org')\") {\n"
        "  id: ID! @primaryKey\n  org: String!\n}",
        good="\"A note.\"\ntype Note @table @rls(select: \"org = (SELECT auth.jwt() -> 'app_metadata' ->> 'org')\") {\n"
        "  id: ID! @primaryKey\n  org: String!\n}",
        severity=Severity.WARNING,
    ),
    check,
)
