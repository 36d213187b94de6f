"""The way back."""

from __future__ import annotations

from wesley.ir.schema import Schema
from wesley.plan.loss import EVERYTHING
from wesley.plan.make import make_plan
from wesley.plan.plan import Plan


def undo(plan: Plan) -> Plan:
    """The plan that leads back from where a plan leads to, with its contract included when the plan has it.

    It brings back the structure. Of data that the plan loses nothing comes back but what it kept in a side table; the
    steps that lose data say so.

    Raises:
        WesleyError: no plan leads back.
    """
    reached = plan.goal if plan.contract else plan.between
    return make_plan(
        Schema(physical=reached),
        Schema(physical=plan.before),
        server=plan.server,
        contract=True,
        allow_drop=(EVERYTHING,),
    )
