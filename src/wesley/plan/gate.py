"""A plan runs on the schema that it was made for, and on no other."""

from __future__ import annotations

from wesley.diff.told import told
from wesley.ir.codec import fingerprint
from wesley.ir.schema import Physical
from wesley.plan.codes import OTHER_SOURCE
from wesley.plan.plan import Plan
from wesley.problems.problem import Problem, WesleyError


def refuse_other_source(plan: Plan, found: Physical) -> None:
    """Refuse to run a plan where the schema is not the one that it starts from.

    Args:
        plan: the plan.
        found: the schema that is there, with the spelling of the plan's expressions (`settle`).

    Raises:
        WesleyError: it is another one; the message says in what it differs.
    """
    if fingerprint(found) == fingerprint(plan.before):
        return
    raise WesleyError(
        Problem(
            code=OTHER_SOURCE,
            message=f"the plan starts from another schema: since then somebody did: {told(plan.before, found, ', ')}",
            help="nothing was changed; make the plan again from this database",
        )
    )
