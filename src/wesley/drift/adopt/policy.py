"""A policy as `@rls`."""

from __future__ import annotations

from wesley.drift.adopt.project import Project, Relation
from wesley.drift.adopt.words import Argument, Word, directive
from wesley.ir.policy import Policy, PolicyCommand


def written(_project: Project, _relation: Relation, policy: Policy) -> str:
    """The directive on the type; its conditions speak of names of the database."""
    mode = None if policy.permissive else Word("RESTRICTIVE")
    conditions = _conditions(policy)
    return directive("rls", name=policy.name, mode=mode, **conditions, roles=policy.roles)


def _conditions(policy: Policy) -> dict[str, Argument]:
    using = policy.using.sql if policy.using is not None else None
    check = policy.check.sql if policy.check is not None else None
    match policy.command:
        case PolicyCommand.ALL:
            return {"using": using, "check": None if check == using else check}
        case PolicyCommand.INSERT:
            return {"insert": check}
        case PolicyCommand.UPDATE:
            return {"update": using, "updateCheck": None if check == using else check}
        case command:
            return {command.value.lower(): using}
